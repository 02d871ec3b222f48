package dev.reverie.engine;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Role;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.util.Locale;

/**
 * The memory that a training takes at least, told before any of it is allocated. All in bytes;
 * {@link Long#MAX_VALUE} stands for that and more.
 *
 * @param parameters snapshots and what they share, the rule's state, and a copy of all for a
 *     checkpoint
 * @param sums of all workers, with the working memory that they and the rule need
 * @param particles of all chains, and copies of them
 */
public record MemoryNeed(long parameters, long sums, long particles) {
  /** The newest snapshot, the next one, and a copy for whoever asked. */
  private static final int SNAPSHOTS = 3;

  /** A tile, its captured state, and the captured states of all chains as one. */
  private static final int PARTICLE_COPIES = 3;

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  /** What the training of an objective will take. */
  public static MemoryNeed of(Objective objective, RunSettings run) {
    long sums = 0;
    long particles = 0;
    long workers = 0;
    boolean batches = false;
    for (Phase phase : objective.phases()) {
      if (phase instanceof PersistentPhase persistent) {
        long chains = Math.min(run.chains(), persistent.particles());
        workers = plus(workers, chains);
        sums = plus(sums, times(phase.sumsBytes(), 2 * chains));
        particles = plus(particles, times(persistent.particles(), persistent.particleBytes()));
      } else {
        batches = true;
        int shares = run.mode() == Mode.ASYNC ? 2 : 1;
        sums = plus(sums, times(phase.sumsBytes(), (long) shares * run.dataWorkers()));
      }
    }
    workers = plus(workers, batches ? run.dataWorkers() : 0);
    int threads = (int) Math.min(workers, Runtime.getRuntime().availableProcessors());
    int copies = PARTICLE_COPIES + (run.mode() == Mode.LOCKSTEP ? 1 : 0);
    return new MemoryNeed(
        parameters(objective, run, workers),
        plus(sums, objective.workBytes(threads)),
        times(particles, copies));
  }

  /** Where nobody waits, a slow worker may hold one more snapshot. All share what is frozen. */
  private static long parameters(Objective objective, RunSettings run, long workers) {
    Layout layout = objective.layout();
    Layout state = objective.rule().stateLayout();
    long snapshots = SNAPSHOTS + Math.min(run.staleness(), workers);
    long live = plus(times(bytes(layout), snapshots), bytes(state));
    for (Layout.Frozen place : layout.frozen()) {
      live = plus(live, plus(bytes(place.layout()), kept(place.layout())));
    }
    return plus(live, plus(kept(layout), kept(state)));
  }

  private static long bytes(Layout layout) {
    return layout.bytes();
  }

  private static long kept(Layout layout) {
    return layout.blocks().stream()
        .filter(block -> block.role() != Role.DERIVED)
        .mapToLong(block -> (long) Float.BYTES * block.size())
        .sum();
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long times(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  /** All of it together. */
  public long bytes() {
    return plus(plus(parameters, sums), particles);
  }

  /** The numbers on one line, for people. */
  public String description() {
    return text(bytes())
        + " (parameters "
        + text(parameters)
        + ", sums "
        + text(sums)
        + ", particles "
        + text(particles)
        + ")";
  }

  /**
   * Refuses a training that does not fit.
   *
   * @param availableBytes the heap's limit less what is in use
   * @throws InputException when more is needed
   */
  public void requireWithin(long availableBytes) {
    if (bytes() > availableBytes) {
      throw new InputException(
          "this training takes at least "
              + description()
              + " of memory and there are "
              + text(availableBytes)
              + ": take fewer units, particles or chains, or give the JVM more by -Xmx");
    }
  }

  private static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
