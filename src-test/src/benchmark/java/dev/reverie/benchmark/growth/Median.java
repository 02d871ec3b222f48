package dev.reverie.benchmark.growth;

import java.util.Arrays;

/** The middle of some numbers; the mean of the middle two when their count is even. */
public final class Median {
  private Median() {}

  public static double of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values.length=0, must be positive");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
