package dev.reverie.cluster;

import java.util.Arrays;

/** The newest of some times that passed, in nanoseconds, and what most of them are below. */
final class Delays {
  private static final int KEPT = 100;

  private final long[] kept = new long[KEPT];
  private long count;

  void add(long nanos) {
    kept[(int) (count++ % KEPT)] = nanos;
  }

  /**
   * Seconds that such a share of the times does not exceed; NaN when there are none.
   *
   * @param share above 0, at most 1
   */
  double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(kept, (int) Math.min(count, KEPT));
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e9;
  }
}
