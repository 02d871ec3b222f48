package dev.reverie.rbm;

/**
 * The mean of independent updates, and its standard error as a vector: the root of the covariance's
 * trace.
 */
final class MeanUpdate {
  private final double[] mean;
  private double squares;
  private int count;

  MeanUpdate(int length) {
    this.mean = new double[length];
  }

  /** Welford's recurrence, over all components together. */
  void add(double[] update) {
    count++;
    for (int k = 0; k < mean.length; k++) {
      double before = update[k] - mean[k];
      mean[k] += before / count;
      squares += before * (update[k] - mean[k]);
    }
  }

  double standardError() {
    return Math.sqrt(squares / (count - 1.0) / count);
  }

  /** Distance of the mean from what it should be, in standard errors. */
  double deviates(double[] expected) {
    return Models.norm(Models.difference(mean, expected)) / standardError();
  }
}
