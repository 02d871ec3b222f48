package dev.reverie.likelihood;

/**
 * log Z from the weights of annealed runs, in nats.
 *
 * @param logPartition the estimate
 * @param standardError of the estimate, to first order
 * @param lower, upper the estimate from the mean weight less and plus three standard errors of that
 *     mean; infinite where that mean would not be positive. They say how the weights scatter, not
 *     what all runs together have missed
 * @param effectiveRuns (sum w)^2 / sum w^2: as many runs of equal weight would be worth
 * @param runs how many there were
 */
public record LogPartitionEstimate(
    double logPartition,
    double standardError,
    double lower,
    double upper,
    double effectiveRuns,
    int runs) {
  private static final double BOUND_ERRORS = 3;

  /** Z = Z0 mean(w): in expectation the logarithm is too small. */
  public static LogPartitionEstimate forward(double baseLogPartition, double[] logWeights) {
    return of(baseLogPartition, 1, logWeights);
  }

  /** Z0 = Z mean(w), with runs from exact draws: in expectation the logarithm of Z is too large. */
  public static LogPartitionEstimate reverse(double baseLogPartition, double[] logWeights) {
    return of(baseLogPartition, -1, logWeights);
  }

  private static LogPartitionEstimate of(double base, int direction, double[] logWeights) {
    int runs = logWeights.length;
    double largest = LogSum.largest(logWeights);
    double sum = 0;
    double squares = 0;
    for (double logWeight : logWeights) {
      double weight = Math.exp(logWeight - largest);
      sum += weight;
      squares += weight * weight;
    }
    double mean = sum / runs;
    double variance = Math.max(0, squares / runs - mean * mean) * runs / (runs - 1);
    double error = Math.sqrt(variance / runs);
    double low = base + direction * (largest + log(mean - direction * BOUND_ERRORS * error));
    double high = base + direction * (largest + log(mean + direction * BOUND_ERRORS * error));
    return new LogPartitionEstimate(
        base + direction * (largest + log(mean)),
        error / mean,
        low,
        high,
        sum * sum / squares,
        runs);
  }

  private static double log(double mass) {
    return mass > 0 ? Math.log(mass) : Double.NEGATIVE_INFINITY;
  }
}
