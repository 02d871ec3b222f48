package dev.reverie.metropolis;

import java.util.Arrays;

/** The mean of independent vectors, and its standard error: the root of the covariance's trace. */
final class VectorMean {
  private final double[] mean;
  private double squares;
  private int count;

  VectorMean(int length) {
    this.mean = new double[length];
  }

  /** Welford's recurrence, over all components together. */
  void add(double[] vector) {
    count++;
    for (int k = 0; k < mean.length; k++) {
      double before = vector[k] - mean[k];
      mean[k] += before / count;
      squares += before * (vector[k] - mean[k]);
    }
  }

  double standardError() {
    return Math.sqrt(squares / (count - 1.0) / count);
  }

  /** Distance of the mean from what it should be, in standard errors. */
  double deviates(double[] expected) {
    double[] off = mean.clone();
    Arrays.setAll(off, k -> off[k] - expected[k]);
    return norm(off) / standardError();
  }

  static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }
}
