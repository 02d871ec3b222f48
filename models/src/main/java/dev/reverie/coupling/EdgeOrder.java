package dev.reverie.coupling;

import java.util.Arrays;

/** Pairs of units in the order in which a graph numbers its edges. */
final class EdgeOrder {
  private static final long INDEX = 0xFFFFFFFFL;

  private final int units;
  private final int[] from;

  /** For each edge in order: upper unit (high word) and which pair it was (low word). */
  private final long[] sorted;

  /**
   * @param first units, of which the first {@code count} are looked at
   * @param second units, each another than its first
   */
  EdgeOrder(int units, int[] first, int[] second, int count) {
    this.units = units;
    this.from = new int[units + 1];
    this.sorted = new long[count];
    for (int k = 0; k < count; k++) {
      from[Math.min(first[k], second[k]) + 1]++;
    }
    for (int unit = 0; unit < units; unit++) {
      from[unit + 1] += from[unit];
    }
    int[] next = Arrays.copyOf(from, units);
    for (int k = 0; k < count; k++) {
      long upper = Math.max(first[k], second[k]);
      sorted[next[Math.min(first[k], second[k])]++] = upper << Integer.SIZE | k;
    }
    for (int unit = 0; unit < units; unit++) {
      Arrays.sort(sorted, from[unit], from[unit + 1]);
    }
  }

  private int upper(int edge) {
    return (int) (sorted[edge] >>> Integer.SIZE);
  }

  /** Which pair became an edge. */
  int pair(int edge) {
    return (int) (sorted[edge] & INDEX);
  }

  /** The first pair that repeats an earlier one; -1 when none does. */
  int repeated() {
    int least = -1;
    for (int unit = 0; unit < units; unit++) {
      for (int edge = from[unit] + 1; edge < from[unit + 1]; edge++) {
        if (upper(edge) == upper(edge - 1) && (least < 0 || pair(edge) < least)) {
          least = pair(edge);
        }
      }
    }
    return least;
  }

  Graph graph() {
    int[] lower = new int[sorted.length];
    int[] upper = new int[sorted.length];
    for (int unit = 0; unit < units; unit++) {
      for (int edge = from[unit]; edge < from[unit + 1]; edge++) {
        lower[edge] = unit;
        upper[edge] = upper(edge);
      }
    }
    return new Graph(units, lower, upper);
  }
}
