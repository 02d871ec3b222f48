package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;

/**
 * Exact log-likelihoods and posteriors of a mixture, in double precision. Takes copies of the
 * parameters; safe from any number of threads.
 */
public final class MixtureDensity {
  private final Mixture mixture;
  private final ComponentDensities densities;

  public MixtureDensity(Mixture mixture, Parameters parameters) {
    parameters.requireBounded();
    this.mixture = mixture;
    this.densities = mixture.densities(parameters);
  }

  /** The logs of shares, which as floats need not add up to 1. */
  static double[] logMixing(Mixture mixture, Parameters parameters) {
    double[] logs = new double[mixture.components()];
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      sum += parameters.at(mixture.mixing(), 0, k);
    }
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(parameters.at(mixture.mixing(), 0, k) / sum);
    }
    return logs;
  }

  public Mixture mixture() {
    return mixture;
  }

  /** log p(x) in nats, x being a row of the mixture's columns. */
  public double logLikelihood(float[] row) {
    return logLikelihood(row, null);
  }

  /**
   * log p of the known columns, the others summed out.
   *
   * @param known one for each column; null for all
   */
  public double logLikelihood(float[] row, boolean[] known) {
    return logSum(logJoint(row, known));
  }

  /** p(component | x). */
  public double[] posterior(float[] row) {
    return posterior(row, null);
  }

  /** p(component | the known columns of x). */
  public double[] posterior(float[] row, boolean[] known) {
    double[] logs = logJoint(row, known);
    double sum = logSum(logs);
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.exp(logs[k] - sum);
    }
    return logs;
  }

  private double[] logJoint(float[] row, boolean[] known) {
    if (row.length != mixture.columns() || known != null && known.length != row.length) {
      throw new IllegalArgumentException(
          "row.length=" + row.length + ", must be the columns " + mixture.columns());
    }
    double[] logs = new double[mixture.components()];
    densities.logJoint(row, 0, known, logs);
    return logs;
  }

  private static double logSum(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
