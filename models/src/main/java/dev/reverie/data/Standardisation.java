package dev.reverie.data;

import java.util.Arrays;

/**
 * What is taken off each column, and what it is divided by then.
 *
 * @param means of the training data
 * @param deviations of the training data, or a little more where they are very small
 */
public record Standardisation(float[] means, float[] deviations) {
  /**
   * Of intensities in [0, 1]. Columns that hardly ever change would be blown up by less: a
   * picture's border, where a single test row that differs would weigh more than all the others
   * together.
   */
  private static final double LEAST_DEVIATION = 0.01;

  /** Of other numbers, in the largest distance to the mean. */
  private static final double LEAST_SHARE = 0.01;

  public Standardisation {
    if (means.length != deviations.length) {
      throw new IllegalArgumentException(
          "means=" + means.length + " deviations=" + deviations.length + ", must be as many");
    }
    for (float deviation : deviations) {
      if (!(deviation > 0)) {
        throw new IllegalArgumentException("deviation=" + deviation + ", must be positive");
      }
    }
  }

  /**
   * With which a data set's columns have mean 0 and variance 1, or less where they hardly ever
   * change.
   */
  public static Standardisation of(Dataset data) {
    double[] means = data.means();
    double[] variances = RealRows.of(data).variances();
    double[] least = data.hasIntensities() ? null : distances(data, means);
    float[] mean = new float[means.length];
    float[] deviation = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      double floor = least == null ? LEAST_DEVIATION : LEAST_SHARE * least[i];
      double kept = Math.max(Math.sqrt(variances[i]), floor);
      mean[i] = (float) means[i];
      deviation[i] = kept >= Float.MIN_NORMAL ? (float) kept : 1f;
    }
    return new Standardisation(mean, deviation);
  }

  /** The largest distance of a value to its column's mean. */
  private static double[] distances(Dataset data, double[] means) {
    double[] largest = new double[means.length];
    float[] row = new float[means.length];
    for (int n = 0; n < data.rows(); n++) {
      data.fill(n, row, 0);
      for (int i = 0; i < row.length; i++) {
        largest[i] = Math.max(largest[i], Math.abs(row[i] - means[i]));
      }
    }
    return largest;
  }

  /** Which changes nothing. */
  static Standardisation none(int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1f);
    return new Standardisation(new float[columns], ones);
  }

  /** Changes a row. */
  void apply(float[] row, int offset) {
    for (int i = 0; i < means.length; i++) {
      row[offset + i] = (row[offset + i] - means[i]) / deviations[i];
    }
  }

  /** Changes a row back. */
  public void undo(float[] row) {
    for (int i = 0; i < means.length; i++) {
      row[i] = row[i] * deviations[i] + means[i];
    }
  }

  /**
   * What a density's logarithm of a changed row exceeds that of the row itself by: the sum of the
   * deviations' logarithms.
   */
  public double logVolume() {
    double sum = 0;
    for (float deviation : deviations) {
      sum += Math.log(deviation);
    }
    return sum;
  }
}
