package dev.reverie.diagnostic;

/** Figures of chains of one length, one row a chain. */
final class Chains {
  private Chains() {}

  static int length(double[][] chains) {
    if (chains.length == 0) {
      throw new IllegalArgumentException("chains.length=0, must be positive");
    }
    for (double[] chain : chains) {
      if (chain.length != chains[0].length) {
        throw new IllegalArgumentException(
            "chain.length=" + chain.length + ", must be that of the first, " + chains[0].length);
      }
    }
    return chains[0].length;
  }

  static double mean(double[][] chains) {
    double sum = 0;
    for (double[] chain : chains) {
      sum += mean(chain, 0, chain.length);
    }
    return sum / chains.length;
  }

  static double mean(double[] chain, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += chain[t];
    }
    return sum / (to - from);
  }

  /** Around the mean of the same values, unbiased. */
  static double variance(double[] chain, int from, int to) {
    double mean = mean(chain, from, to);
    double squares = 0;
    for (int t = from; t < to; t++) {
      squares += (chain[t] - mean) * (chain[t] - mean);
    }
    return squares / (to - from - 1);
  }
}
