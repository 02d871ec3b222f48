package dev.reverie.boltzmann;

import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Probabilities that hidden units are on given rows. Exact where no hidden units are coupled and
 * labels are given or are none; else averages over sweeps of what is not given, after a burn-in.
 * Uses the common thread pool.
 */
public final class HiddenMeans {
  private final BoltzmannMachine machine;
  private final Parameters parameters;
  private final long seed;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   * @param seed of the sweeps
   */
  public HiddenMeans(BoltzmannMachine machine, Parameters parameters, long seed) {
    this.machine = machine;
    this.parameters = parameters;
    this.seed = seed;
  }

  /**
   * A row of as many numbers as there are hidden units for each row of data.
   *
   * @param rows visible units as 0 and 1, with labels or without
   */
  public float[][] of(StateRows rows) {
    float[][] all = new float[rows.rows()][machine.roles().hidden()];
    IntStream.range(0, (all.length + Lanes.WIDTH - 1) / Lanes.WIDTH)
        .parallel()
        .forEach(group -> fill(rows, group * Lanes.WIDTH, all));
    return all;
  }

  private void fill(StateRows rows, int first, float[][] all) {
    boolean labelled = rows.columns() == machine.roles().columns();
    long[] moves = machine.wiring().mask(machine.roles(), false, !labelled, true);
    Lanes lanes = new Lanes(machine);
    lanes.readBiases(parameters);
    start(rows, first, Math.min(Lanes.WIDTH, all.length - first), moves, lanes);
    boolean exact = machine.coupledHidden() == 0 && (labelled || machine.roles().labels() == 0);
    int burnIn = exact ? 0 : BoltzmannClassifier.BURN_IN;
    int sweeps = exact ? 1 : BoltzmannClassifier.SWEEPS;
    RandomStream random = new RandomStream(seed, Purpose.EVALUATION_HIDDEN);
    Sweep sweep = new Sweep(machine, parameters, lanes);
    for (int step = 0; step < burnIn + sweeps; step++) {
      Arrays.fill(lanes.steps, step);
      sweep.run(moves, 1, random, first);
      if (step >= burnIn) {
        add(lanes, first, sweeps, all);
      }
    }
  }

  private void start(StateRows rows, int first, int count, long[] moves, Lanes lanes) {
    RandomStream coins = new RandomStream(seed, Purpose.EVALUATION_START);
    float[] row = new float[rows.columns()];
    lanes.clear(count);
    for (int lane = 0; lane < count; lane++) {
      rows.values(-1, first + lane, row, 0);
      for (int column = 0; column < row.length; column++) {
        lanes.set(machine.wiring().placeOf(column), lane, row[column] >= 0.5f);
      }
      Clamping.coins(machine, coins, first + lane, 0, moves, lanes, lane);
    }
    lanes.spread();
  }

  private void add(Lanes lanes, int first, int sweeps, float[][] all) {
    Wiring wiring = machine.wiring();
    int columns = machine.roles().columns();
    for (int hidden = 0; hidden < machine.roles().hidden(); hidden++) {
      int place = wiring.placeOf(columns + hidden);
      for (int lane = 0; lane < lanes.count(); lane++) {
        float on =
            place >= wiring.freeStart()
                ? (float)
                    (lanes.means[(place - wiring.freeStart()) * Lanes.WIDTH + lane] * PairSums.UNIT)
                : lanes.isOn(place, lane) ? 1 : 0;
        all[first + lane][hidden] += on / sweeps;
      }
    }
  }
}
