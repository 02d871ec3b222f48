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
   * Columns that hardly ever change would be blown up by less: a picture's border, where a single
   * test row that differs would weigh more than all the others together.
   */
  private static final double LEAST_DEVIATION = 0.01;

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

  /** With which a data set's columns have mean 0 and, where they change at all, variance 1. */
  public static Standardisation of(Dataset data) {
    double[] means = data.means();
    double[] variances = RealRows.of(data).variances();
    float[] mean = new float[means.length];
    float[] deviation = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      mean[i] = (float) means[i];
      deviation[i] = (float) Math.max(Math.sqrt(variances[i]), LEAST_DEVIATION);
    }
    return new Standardisation(mean, deviation);
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
