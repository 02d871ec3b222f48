package dev.reverie.diagnostic;

/**
 * The integrated autocorrelation time of a figure: the number of steps after which a chain is worth
 * one independent draw, {@code 1 + 2 * sum of the autocorrelations at all lags}.
 *
 * @param time in steps, at least {@code 1 / log10(values)} as in Stan; NaN when no figure ever
 *     changes or there are fewer than 4 steps; a lower bound when not resolved
 * @param lags how many were summed
 * @param resolved whether the autocorrelations vanished within half of the steps
 */
public record Autocorrelation(double time, int lags, boolean resolved) {
  /** Fewer steps tell nothing. */
  private static final int FEWEST = 4;

  /**
   * Autocovariances around the common mean are averaged over the chains, so that chains which stay
   * apart count as slow. The lags summed are Geyer's initial monotone sequence (1992, section 3.3):
   * sums of two neighbouring lags as long as they are positive, none larger than the one before.
   *
   * @param chains one row a chain, all of one length, in order of time
   */
  public static Autocorrelation of(double[][] chains) {
    int steps = Chains.length(chains);
    double mean = Chains.mean(chains);
    double variance = steps < FEWEST ? 0 : autocovariance(chains, mean, 0);
    if (!(variance > 0)) {
      return new Autocorrelation(Double.NaN, 0, false);
    }
    double sum = 0;
    double largest = Double.POSITIVE_INFINITY;
    int lag = 0;
    boolean resolved = false;
    while (!resolved && lag + 1 < Math.max(2, steps / 2)) {
      double pair = autocovariance(chains, mean, lag) + autocovariance(chains, mean, lag + 1);
      resolved = !(pair > 0);
      if (!resolved) {
        largest = Math.min(largest, pair / variance);
        sum += largest;
        lag += 2;
      }
    }
    double shortest = 1 / Math.log10((double) chains.length * steps);
    return new Autocorrelation(Math.max(2 * sum - 1, shortest), lag, resolved);
  }

  private static double autocovariance(double[][] chains, double mean, int lag) {
    double sum = 0;
    for (double[] chain : chains) {
      for (int t = lag; t < chain.length; t++) {
        sum += (chain[t] - mean) * (chain[t - lag] - mean);
      }
    }
    return sum / ((double) chains.length * (chains[0].length - lag));
  }

  /** As many independent draws as all values of the chains are worth; NaN where the time is. */
  public static double effectiveSampleSize(double[][] chains) {
    return (double) chains.length * Chains.length(chains) / of(chains).time();
  }
}
