package dev.reverie.boltzmann;

import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * p(label | visible units), the labels summed over. Hidden units are summed out where few of them
 * are coupled. Else labels and hidden units are swept with the visible ones clamped, from fair
 * coins, and the labels' probabilities given the hidden units are averaged after a burn-in. Uses
 * the common thread pool.
 */
public final class BoltzmannClassifier {
  public static final int BURN_IN = 50;
  public static final int SWEEPS = 200;

  private final BoltzmannMachine machine;
  private final Parameters parameters;
  private final boolean sampled;
  private final long seed;

  /**
   * @param machine with labels
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   * @param seed of the sweeps
   */
  public BoltzmannClassifier(BoltzmannMachine machine, Parameters parameters, long seed) {
    this(machine, parameters, seed, !ExactBoltzmann.sumsHidden(machine));
  }

  BoltzmannClassifier(BoltzmannMachine machine, Parameters parameters, long seed, boolean sampled) {
    if (machine.roles().labels() == 0) {
      throw new IllegalArgumentException("machine without labels, must have some");
    }
    this.machine = machine;
    this.parameters = parameters;
    this.seed = seed;
    this.sampled = sampled;
  }

  /** One row of as many numbers as there are labels for each row of data. */
  public double[][] probabilities(BinaryRows rows) {
    double[][] all = new double[rows.rows()][];
    int groups = (all.length + Lanes.WIDTH - 1) / Lanes.WIDTH;
    IntStream.range(0, groups)
        .parallel()
        .forEach(
            group -> {
              int first = group * Lanes.WIDTH;
              int count = Math.min(Lanes.WIDTH, all.length - first);
              if (sampled) {
                sample(rows, first, count, all);
              } else {
                sum(rows, first, count, all);
              }
            });
    return all;
  }

  private void sum(BinaryRows rows, int first, int count, double[][] all) {
    ExactBoltzmann exact = new ExactBoltzmann(machine, parameters);
    long[] row = new long[rows.words()];
    for (int n = first; n < first + count; n++) {
      rows.fill(BinaryRows.ONCE, n, row, 0);
      all[n] = exact.labels(row);
    }
  }

  private void sample(BinaryRows rows, int first, int count, double[][] all) {
    RandomStream random = new RandomStream(seed, Purpose.EVALUATION_HIDDEN);
    long[] moves = machine.wiring().mask(machine.roles(), false, true, true);
    Lanes lanes = new Lanes(machine);
    lanes.readBiases(parameters);
    start(rows, first, count, moves, lanes);
    Sweep sweep = new Sweep(machine, parameters, lanes);
    for (int n = first; n < first + count; n++) {
      all[n] = new double[machine.roles().labels()];
    }
    for (int step = 0; step < BURN_IN + SWEEPS; step++) {
      Arrays.fill(lanes.steps, step);
      sweep.run(moves, 1, random, first);
      if (step >= BURN_IN) {
        add(sweep.labelShares(1), first, all);
      }
    }
  }

  private void start(BinaryRows rows, int first, int count, long[] moves, Lanes lanes) {
    RandomStream coins = new RandomStream(seed, Purpose.EVALUATION_START);
    long[] row = new long[Math.max(rows.words(), (machine.roles().columns() + 63) / 64)];
    lanes.clear(count);
    for (int lane = 0; lane < count; lane++) {
      rows.fill(BinaryRows.ONCE, first + lane, row, 0);
      Clamping.clamp(machine, row, lanes, lane);
      Clamping.coins(machine, coins, first + lane, 0, moves, lanes, lane);
    }
    lanes.spread();
  }

  private static void add(double[][] shares, int first, double[][] all) {
    for (int label = 0; label < shares.length; label++) {
      for (int lane = 0; lane < shares[label].length; lane++) {
        all[first + lane][label] += shares[label][lane] / SWEEPS;
      }
    }
  }
}
