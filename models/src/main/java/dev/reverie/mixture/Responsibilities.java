package dev.reverie.mixture;

/**
 * The posterior probabilities of the components given one row, in whole units, and which of them
 * are not nothing: of many components few are.
 */
final class Responsibilities {
  /** What a unit is worth: one is 2^31 of them, and 2^31 rows fit into a sum. */
  static final double UNIT = 0x1p-31;

  private static final double ONE = 0x1p31;

  /** exp of less is less than half a unit. */
  private static final double NOTHING = -22.5;

  final double[] logs;
  private final int[] components;
  private final double[] powers;
  private final long[] shares;
  private double largest;
  private int count;

  Responsibilities(int components) {
    this.logs = new double[components];
    this.components = new int[components];
    this.powers = new double[components];
    this.shares = new long[components];
  }

  /** Finds those of {@link #logs}, the logs of the joint densities. */
  void find() {
    largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    count = 0;
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      double below = logs[k] - largest;
      if (below > NOTHING) {
        powers[count] = StrictMath.exp(below);
        sum += powers[count];
        components[count] = k;
        count++;
      }
    }
    keepWhole(sum);
  }

  private void keepWhole(double sum) {
    int kept = 0;
    for (int found = 0; found < count; found++) {
      long share = (long) Math.rint(powers[found] / sum * ONE);
      if (share > 0) {
        components[kept] = components[found];
        shares[kept] = share;
        kept++;
      }
    }
    count = kept;
  }

  /** Whether all logs were numbers and one was finite. */
  boolean finite() {
    return Double.isFinite(largest);
  }

  /** The largest log; NaN when one is. */
  double largest() {
    return largest;
  }

  /** How many components are not nothing. */
  int count() {
    return count;
  }

  int component(int found) {
    return components[found];
  }

  /** In units. */
  long share(int found) {
    return shares[found];
  }
}
