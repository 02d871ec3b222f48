package dev.reverie.simulation;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Storage;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Whole numbers that stir each other like a hash, so that a particle moved once too often, an item
 * left out or a snapshot mixed up changes all that follows: particles and items are numbers below
 * 1,024 that depend on the parameters, an update mixes the sums of all phases into the parameters,
 * each part of it into a number of its own, and its end all of these into one that all work reads.
 * Items of batch n: {@code size}, or {@code lastSize} where n is the last of a pass.
 */
public final class CountingObjective implements Objective {
  /** Parts that an update can be cut into. */
  public static final int PARTS = 5;

  private static final Layout LAYOUT =
      Layout.builder()
          .add("mix", Role.LEARNED, Storage.ROWS, 1, 1)
          .add("parts", Role.LEARNED, Storage.ROWS, 1, CountingObjective.PARTS)
          .add("double", Role.DERIVED, Storage.ROWS, 1, 1)
          .build();
  private static final Layout STATE =
      Layout.builder()
          .add("history", Role.LEARNED, Storage.ROWS, 1, 1)
          .add("histories", Role.LEARNED, Storage.ROWS, 1, CountingObjective.PARTS)
          .build();
  private static final Block MIX = LAYOUT.block("mix");
  private static final Block DOUBLE = LAYOUT.block("double");
  private static final Block NUMBERS = LAYOUT.block("parts");
  private static final Block HISTORY = STATE.block("history");
  private static final Block HISTORIES = STATE.block("histories");
  private static final int MODULUS = 4096;

  private final int batchesPerPass;
  private final List<Phase> phases;

  /** An objective with data, particles, or both: those that are there are not 0. */
  public CountingObjective(int size, int lastSize, int batchesPerPass, int particles, int steps) {
    this.batchesPerPass = batchesPerPass;
    Phase data = new Data(size, lastSize, batchesPerPass);
    Phase chains = new Chains(particles, steps);
    this.phases =
        size == 0 ? List.of(chains) : particles == 0 ? List.of(data) : List.of(chains, data);
  }

  /** A whole number that is summed. */
  public static final class Total implements Sums {
    private long total;

    public void add(long number) {
      total += number;
    }

    public long total() {
      return total;
    }

    @Override
    public void clear() {
      total = 0;
    }

    @Override
    public void requireFinite(String phase) {
      // A whole number is.
    }

    @Override
    public int bytes() {
      return Long.BYTES;
    }

    @Override
    public void write(ByteBuffer out) {
      out.putLong(total);
    }

    @Override
    public void read(ByteBuffer in) {
      total = Fields.readLong(in, "total", Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  private static long stir(Snapshot snapshot, long number) {
    Parameters parameters = snapshot.parameters();
    long mix = (long) parameters.at(MIX, 0, 0) + (long) parameters.at(DOUBLE, 0, 0);
    return Math.floorMod((number + mix) * 0x9E3779B97F4A7C15L >>> 20, 1024);
  }

  private record Data(int size, int lastSize, int batchesPerPass) implements BatchPhase {
    @Override
    public String name() {
      return "data";
    }

    @Override
    public int sign() {
      return 1;
    }

    @Override
    public Sums newSums() {
      return new Total();
    }

    @Override
    public int items(long batch) {
      return batch % batchesPerPass == batchesPerPass - 1 ? lastSize : size;
    }

    @Override
    public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
      for (int item = from; item < to; item++) {
        ((Total) into).add(stir(snapshot, batch * 1000 + item));
      }
    }
  }

  private record Chains(int particles, int steps) implements PersistentPhase {
    @Override
    public String name() {
      return "chains";
    }

    @Override
    public int sign() {
      return -1;
    }

    @Override
    public Sums newSums() {
      return new Total();
    }

    @Override
    public int particleBytes() {
      return CountingTile.BYTES;
    }

    @Override
    public Tile start(Snapshot snapshot, int first, int count) {
      return allocate(first, count);
    }

    @Override
    public Tile allocate(int first, int count) {
      return new CountingTile(first, count, Chains::move);
    }

    private static long move(Snapshot snapshot, int particle, long step, long number) {
      return stir(snapshot, number + 1024 * (step + 64L * particle));
    }

    @Override
    public int shownUnits() {
      return 1;
    }
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public void initialise(Parameters parameters) {
    parameters.set(MIX, 0, 0, 1);
    for (int part = 0; part < PARTS; part++) {
      parameters.set(NUMBERS, 0, part, part);
    }
    derive(parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    parameters.set(DOUBLE, 0, 0, 2 * parameters.at(MIX, 0, 0));
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new Rule();
  }

  @Override
  public long updatesPerPass() {
    return batchesPerPass;
  }

  private final class Rule implements UpdateRule {
    @Override
    public Layout stateLayout() {
      return STATE;
    }

    @Override
    public void apply(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      DividedUpdate divided = divide(update, current, state, statistics, next);
      for (int part = 0; part < divided.parts(); part++) {
        divided.make(part);
      }
      divided.finish();
    }

    @Override
    public DividedUpdate divide(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      return new Divided(update, current, state, statistics, next);
    }
  }

  private final class Divided implements DividedUpdate {
    private final long update;
    private final Parameters current;
    private final Parameters state;
    private final List<PhaseStatistics> statistics;
    private final Parameters next;

    private Divided(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      this.update = update;
      this.current = current;
      this.state = state;
      this.statistics = statistics;
      this.next = next;
    }

    @Override
    public int parts() {
      return PARTS;
    }

    @Override
    public void make(int part) {
      long sum = (long) current.at(NUMBERS, 0, part) * 5 + part;
      sum += (long) state.at(HISTORIES, 0, part);
      for (PhaseStatistics phase : statistics) {
        for (Sums sums : phase.parts()) {
          sum += ((Total) sums).total() * (phase.phase().sign() + part + 2);
        }
      }
      state.set(HISTORIES, 0, part, Math.floorMod(sum / 3, MODULUS));
      next.set(NUMBERS, 0, part, Math.floorMod(sum, MODULUS));
    }

    @Override
    public void finish() {
      long mix = (long) current.at(MIX, 0, 0) * 3 + (long) state.at(HISTORY, 0, 0) + update;
      for (int part = 0; part < PARTS; part++) {
        mix = mix * 7 + (long) next.at(NUMBERS, 0, part);
      }
      state.set(HISTORY, 0, 0, Math.floorMod(mix / 7, MODULUS));
      next.set(MIX, 0, 0, Math.floorMod(mix, MODULUS));
      derive(next);
    }
  }
}
