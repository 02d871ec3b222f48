package dev.reverie.diagnostic;

/**
 * Whether chains agree with one another and with themselves: Gelman and Rubin's R-hat over the
 * halves of all chains (Gelman et al., Bayesian Data Analysis, 3rd edition, section 11.4), near 1
 * when they do.
 */
public final class SplitRhat {
  private SplitRhat() {}

  /**
   * R-hat of one figure. The middle value of an odd number of steps is left out.
   *
   * @param chains one row a chain, all of one length of at least 4, in order of time
   * @return NaN when no value differs from any other, infinity when values differ only between half
   *     chains
   */
  public static double of(double[][] chains) {
    int steps = Chains.length(chains);
    if (steps < 4) {
      throw new IllegalArgumentException("steps=" + steps + ", must be at least 4");
    }
    int half = steps / 2;
    double[] means = new double[2 * chains.length];
    double within = 0;
    for (int c = 0; c < chains.length; c++) {
      means[2 * c] = Chains.mean(chains[c], 0, half);
      means[2 * c + 1] = Chains.mean(chains[c], steps - half, steps);
      within += Chains.variance(chains[c], 0, half);
      within += Chains.variance(chains[c], steps - half, steps);
    }
    within /= means.length;
    double between = Chains.variance(means, 0, means.length);
    return Math.sqrt((half - 1.0) / half + between / within);
  }
}
