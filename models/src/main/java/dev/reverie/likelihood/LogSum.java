package dev.reverie.likelihood;

/** Sums of numbers that are given by their logarithms. */
final class LogSum {
  private LogSum() {}

  /** The log of the sum of exp; negative infinity of no or only vanishing terms. */
  static double of(double[] logs) {
    double largest = largest(logs);
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  static double largest(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    return largest;
  }
}
