package dev.reverie.hopfield;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;

/**
 * Couplings and biases as whole multiples of a unit, so that fields and energies are exact whatever
 * order the flips came in, and a tie is a tie. Those of Hebb's rule are multiples of 1 / N,
 * exactly; others are rounded to a power of two so small that no field reaches 2^30 units.
 * Immutable.
 */
public final class Network {
  private static final int FIELD_BITS = 30;

  /** How far a float may be from the whole number that it was divided from. */
  private static final double ROUNDING = 0x1p-22;

  private final int[][] couplings;
  private final int[] biases;
  private final int[] rowSums;
  private final double unit;

  private Network(int[][] couplings, int[] biases, double unit) {
    this.couplings = couplings;
    this.biases = biases;
    this.unit = unit;
    this.rowSums = new int[biases.length];
    for (int i = 0; i < biases.length; i++) {
      for (int coupling : couplings[i]) {
        rowSums[i] += coupling;
      }
    }
  }

  /**
   * From a model's parameters.
   *
   * @throws InputException when couplings are not symmetric or have a diagonal, as those of a file
   *     may be
   */
  public static Network of(Hopfield hopfield, Parameters parameters) {
    parameters.requireBounded();
    int units = hopfield.units();
    float[] values = parameters.values();
    double unit = unit(hopfield, values);
    int[][] couplings = new int[units][units];
    for (int i = 0; i < units; i++) {
      int row = hopfield.couplings().offset() + i * units;
      for (int j = 0; j < units; j++) {
        couplings[i][j] = (int) Math.rint(values[row + j] / unit);
      }
    }
    int[] biases = new int[units];
    for (int i = 0; i < units; i++) {
      biases[i] = (int) Math.rint(values[hopfield.biases().offset() + i] / unit);
    }
    requireSymmetric(hopfield.couplings(), parameters);
    return new Network(couplings, biases, unit);
  }

  private static void requireSymmetric(Block block, Parameters parameters) {
    for (int i = 0; i < block.rows(); i++) {
      if (parameters.at(block, i, i) != 0) {
        throw new InputException(
            "couplings[" + i + "," + i + "]=" + parameters.at(block, i, i) + ", must be 0");
      }
      for (int j = 0; j < i; j++) {
        if (parameters.at(block, i, j) != parameters.at(block, j, i)) {
          throw new InputException(
              String.format(
                  "couplings[%d,%d]=%s, must be couplings[%d,%d]=%s",
                  i, j, parameters.at(block, i, j), j, i, parameters.at(block, j, i)));
        }
      }
    }
  }

  private static double unit(Hopfield hopfield, float[] values) {
    int units = hopfield.units();
    double largest = 0;
    boolean hebbian = true;
    for (int i = 0; i < units; i++) {
      double sum = Math.abs(values[hopfield.biases().offset() + i]);
      hebbian &= isMultiple(values[hopfield.biases().offset() + i], units);
      int row = hopfield.couplings().offset() + i * units;
      for (int j = 0; j < units; j++) {
        sum += Math.abs(values[row + j]);
        hebbian = hebbian && isMultiple(values[row + j], units);
      }
      largest = Math.max(largest, sum);
    }
    if (hebbian && largest * units < 1 << FIELD_BITS) {
      return 1.0 / units;
    }
    // Rounding adds at most half a unit a coupling, which the next power of two has room for.
    return Math.scalb(1.0, Math.getExponent(largest) + 2 - FIELD_BITS);
  }

  private static boolean isMultiple(float value, int units) {
    double times = (double) value * units;
    double whole = Math.rint(times);
    return Math.abs(times - whole) <= ROUNDING * Math.abs(whole);
  }

  public int units() {
    return biases.length;
  }

  /** What one of the whole numbers stands for. */
  double unit() {
    return unit;
  }

  int bias(int i) {
    return biases[i];
  }

  /** Adds twice a unit's couplings to fields, or takes them off. */
  void spread(int i, boolean add, int[] fields) {
    int[] row = couplings[i];
    if (add) {
      for (int k = 0; k < row.length; k++) {
        fields[k] += 2 * row[k];
      }
    } else {
      for (int k = 0; k < row.length; k++) {
        fields[k] -= 2 * row[k];
      }
    }
  }

  /** Writes the fields of a state: bias - all couplings + twice those of units that are +1. */
  void fields(byte[] states, int[] fields) {
    for (int k = 0; k < fields.length; k++) {
      fields[k] = biases[k] - rowSums[k];
    }
    for (int i = 0; i < states.length; i++) {
      if (states[i] > 0) {
        spread(i, true, fields);
      }
    }
  }
}
