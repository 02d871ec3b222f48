package dev.reverie.energy;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;

/** States to learn from, and which of them form which mini-batch. */
public final class DataRows {
  private final Energy energy;
  private final double[][] rows;
  private final BatchSchedule schedule;

  /**
   * @param rows one state a row; not copied and not to be written again
   * @param batch rows of a mini-batch; each pass presents every row once, in an order of its own
   * @param seed of these orders
   */
  public DataRows(Energy energy, double[][] rows, int batch, long seed) {
    requireStates(rows, energy);
    this.energy = energy;
    this.rows = rows;
    this.schedule = new BatchSchedule(rows.length, batch, seed);
  }

  private static void requireStates(double[][] rows, Energy energy) {
    if (rows.length == 0) {
      throw new InputException("the data has 0 rows, must have at least 1");
    }
    for (int row = 0; row < rows.length; row++) {
      requireState(rows[row], row, energy);
    }
  }

  private static void requireState(double[] state, int row, Energy energy) {
    if (state.length != energy.dimensions()) {
      throw new InputException(
          "data row "
              + row
              + " has "
              + state.length
              + " numbers, must have "
              + energy.dimensions());
    }
    for (int column = 0; column < state.length; column++) {
      Alphabet alphabet = energy.alphabet(column);
      if (!Double.isFinite(state[column]) || !alphabet.contains(state[column])) {
        throw new InputException(
            "data row "
                + row
                + " column "
                + column
                + " is "
                + state[column]
                + ", must be "
                + alphabet);
      }
    }
  }

  /** Throws unless every row has a finite energy: learning cannot reach data behind a hard wall. */
  public void requireFiniteEnergies(double[] theta) {
    for (int row = 0; row < rows.length; row++) {
      double value = energy.at(rows[row], theta);
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

  /** Rows of mini-batch n. */
  public int size(long n) {
    return schedule.size(n);
  }

  /** The states at positions {@code from} to {@code to - 1} of mini-batch n; not to be written. */
  public double[][] states(long n, int from, int to) {
    double[][] states = new double[to - from][];
    if (schedule.batchesPerPass() == 1) {
      System.arraycopy(rows, from, states, 0, states.length);
      return states;
    }
    int[] members = new int[states.length];
    schedule.fill(n, from, members.length, members);
    for (int position = 0; position < states.length; position++) {
      states[position] = rows[members[position]];
    }
    return states;
  }
}
