package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.protocol.FromWorker;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.Bits;
import dev.reverie.simulation.Books;
import dev.reverie.simulation.Consumption;
import dev.reverie.simulation.Faults;
import dev.reverie.simulation.Observer;
import dev.reverie.simulation.SerialRun;
import dev.reverie.simulation.WatchedObjective;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A test's own books of all epochs of a training. Each epoch has books that begin with what its
 * checkpoint says; epochs that come from one start, however far back, are a family.
 */
final class ClusterBooks {
  private static final int FEW = 8;

  private final Objective model;
  private final RunSettings run;
  private final Faults faults;
  private final Random random;
  private final List<Bits> serial;
  private final Map<Integer, Books> books = new HashMap<>();
  private final Map<Integer, Integer> families = new HashMap<>();
  private final Map<Integer, Long> starts = new HashMap<>();
  private final Map<Integer, Long> newest = new HashMap<>();
  private final Set<Step> steps = new HashSet<>();
  private final BitSet swept = new BitSet();

  private record Step(int family, int particle, long step) {}

  ClusterBooks(Objective model, RunSettings run, Faults faults, Random random) {
    this.model = model;
    this.run = run;
    this.faults = faults;
    this.random = random;
    this.serial =
        run.mode() == Mode.LOCKSTEP ? new SerialRun(model).run((int) run.updates()) : List.of();
  }

  void require(boolean holds, String what) {
    assertTrue(holds, what);
  }

  void requireFew(String what, int count) {
    assertTrue(count <= FEW, what + ": " + count);
  }

  /** An epoch begins; returns the objective that it is to train. */
  Objective begins(int epoch, Optional<Checkpoint> from) {
    assertTrue(!newest.containsKey(epoch), "epoch " + epoch + " begins again");
    long updates = from.map(Checkpoint::updates).orElse(0L);
    Consumption earlier =
        from.map(checkpoint -> books.get(checkpoint.version().epoch()).consumedBefore(updates))
            .orElseGet(() -> Books.nothing(model));
    from.ifPresent(this::requireBits);
    from.ifPresent(checkpoint -> requireInTime(epoch, checkpoint));
    starts.put(epoch, updates);
    families.put(
        epoch, from.map(checkpoint -> families.get(checkpoint.version().epoch())).orElse(epoch));
    newest.put(epoch, updates);
    requireLittleLost(epoch, updates);
    Objective watched = new WatchedObjective(model, new Watch(epoch));
    books.put(epoch, new Books(watched, run, updates, earlier));
    return watched;
  }

  /** The parameters that an epoch begins with. */
  void publishes(Snapshot first) {
    Version version = first.version();
    books.get(version.epoch()).publishes(version.number(), first.parameters());
  }

  /** What an epoch has written after another one went on without it does not count. */
  private void requireInTime(int epoch, Checkpoint checkpoint) {
    for (int later = checkpoint.version().epoch() + 1; later < epoch; later++) {
      assertTrue(
          checkpoint.updates() <= starts.get(later),
          "epoch " + epoch + " goes on from what is older than epoch " + later);
    }
  }

  /** Where checkpoints can be written, a failover loses one interval at most. */
  private void requireLittleLost(int epoch, long updates) {
    if (run.checkpointEvery() > 0 && faults.unsaved() == 0 && newest.containsKey(epoch - 1)) {
      long lost = newest.get(epoch - 1) - updates;
      assertTrue(lost <= run.checkpointEvery(), "epoch " + epoch + " loses updates: " + lost);
    }
  }

  private void requireBits(Checkpoint checkpoint) {
    if (run.mode() == Mode.LOCKSTEP) {
      long update = checkpoint.updates();
      assertEquals(
          serial.get((int) update), Bits.of(checkpoint), "bits after " + update + " updates");
    }
  }

  /** A message reaches the aggregator of an epoch. */
  void delivered(int epoch, FromWorker message, Version now) {
    books.get(epoch).delivered(message, now);
  }

  void updated(int epoch, Version now) {
    newest.put(epoch, now.number());
  }

  /** A checkpoint is to be written. */
  void offered(int epoch, Checkpoint checkpoint) {
    assertEquals(new Version(epoch, newest.get(epoch)), checkpoint.version());
    books.get(epoch).requireConsumed(checkpoint);
    requireBits(checkpoint);
  }

  /**
   * The training has been completed by an epoch.
   *
   * @param struck whether chains may have been away for most of it
   */
  void completed(int epoch, boolean struck) {
    if (!struck) {
      requireAllSwept();
    }
    assertEquals(run.updates(), books.get(epoch).updates());
    books.get(epoch).requireAllConsumed();
  }

  private void requireAllSwept() {
    int particles =
        model.phases().stream()
            .filter(phase -> phase instanceof PersistentPhase)
            .mapToInt(phase -> ((PersistentPhase) phase).particles())
            .max()
            .orElse(0);
    assertEquals(particles, swept.cardinality(), "particles that were swept");
  }

  /** The objective that workers of a node work for, in whatever epoch. */
  Objective ofNode() {
    return new WatchedObjective(model, new Watch(-1));
  }

  private final class Watch implements Observer {
    private final int epoch;

    Watch(int epoch) {
      this.epoch = epoch;
    }

    @Override
    public void madeSums(int place) {}

    @Override
    public void reads(Snapshot snapshot) {
      books.get(epoch < 0 ? snapshot.version().epoch() : epoch).reads(snapshot);
    }

    @Override
    public void steps(Snapshot snapshot, int particle, long step) {
      int family = families.get(snapshot.version().epoch());
      if (run.mode() == Mode.ASYNC) {
        assertTrue(
            steps.add(new Step(family, particle, step)),
            () -> "particle " + particle + " makes step " + step + " again");
      }
    }

    @Override
    public void sweeps(int from, int to) {
      swept.set(from, to);
    }

    @Override
    public int failsAt(int from, int to) {
      return random.nextDouble() < faults.failure() ? from + random.nextInt(to - from) : to;
    }

    @Override
    public void updates(long update, List<PhaseStatistics> statistics) {
      books.get(epoch).updates(update, statistics);
    }

    @Override
    public void publishes(long number, Parameters parameters) {
      books.get(epoch).publishes(number, parameters);
    }
  }
}
