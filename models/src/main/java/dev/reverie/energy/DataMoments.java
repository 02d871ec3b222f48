package dev.reverie.energy;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/**
 * The positive phase: sums of -dE/dtheta over rows of data, all of them at every update or one
 * mini-batch.
 */
public final class DataMoments implements BatchPhase {
  private final Energy energy;
  private final Theta theta;
  private final double[][] rows;
  private final BatchSchedule schedule;

  /**
   * @param rows one state a row; not copied and not to be written again
   * @param batch rows of a mini-batch; each pass presents every row once, in an order of its own
   * @param seed of these orders
   */
  public DataMoments(Energy energy, Theta theta, double[][] rows, int batch, long seed) {
    requireStates(rows, energy.dimensions());
    this.energy = energy;
    this.theta = theta;
    this.rows = rows;
    this.schedule = new BatchSchedule(rows.length, batch, seed);
  }

  private static void requireStates(double[][] rows, int dimensions) {
    if (rows.length == 0) {
      throw new InputException("the data has 0 rows, must have at least 1");
    }
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != dimensions) {
        throw new InputException(
            "data row " + row + " has " + rows[row].length + " numbers, must have " + dimensions);
      }
      for (int column = 0; column < dimensions; column++) {
        if (!Double.isFinite(rows[row][column])) {
          throw new InputException(
              "data row "
                  + row
                  + " column "
                  + column
                  + " is "
                  + rows[row][column]
                  + ", must be a finite number");
        }
      }
    }
  }

  /** Throws unless every row has a finite energy: learning cannot reach data behind a hard wall. */
  public void requireFiniteEnergies(double[] at) {
    for (int row = 0; row < rows.length; row++) {
      double value = energy.at(rows[row], at);
      if (!Double.isFinite(value)) {
        throw new InputException(
            "data row "
                + row
                + " has the energy "
                + value
                + " at the initial parameters, must be finite");
      }
    }
  }

  public int batchesPerPass() {
    return schedule.batchesPerPass();
  }

  @Override
  public String name() {
    return "positive";
  }

  @Override
  public int sign() {
    return 1;
  }

  @Override
  public Sums newSums() {
    return new ExactSums(energy.parameterNames());
  }

  @Override
  public long sumsBytes() {
    return ExactSums.bytes(energy.parameterNames());
  }

  @Override
  public int items(long batch) {
    return schedule.size(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    ExactSums sums = (ExactSums) into;
    double[] at = theta.read(snapshot.parameters());
    double[] gradient = new double[theta.length()];
    int[] members = schedule.batchesPerPass() == 1 ? null : members(batch);
    for (int item = from; item < to; item++) {
      energy.gradient(rows[members == null ? item : members[item]], at, gradient);
      for (int k = 0; k < gradient.length; k++) {
        sums.add(k, -gradient[k]);
      }
    }
  }

  private int[] members(long batch) {
    int[] members = new int[schedule.size(batch)];
    schedule.fill(batch, 0, members.length, members);
    return members;
  }
}
