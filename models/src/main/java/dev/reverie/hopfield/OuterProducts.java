package dev.reverie.hopfield;

import java.util.List;

/**
 * Sums over states of s_i s_j and of s_i, by counting bits. The states lie as columns: a row of
 * bits for each unit, a bit a state.
 *
 * <pre>
 *  sum of s_i s_j = count - 2 * (bits in which rows i and j differ)
 * </pre>
 */
final class OuterProducts {
  private static final int BITS = Long.SIZE;

  private final int count;
  private final int width;
  private final long[] rows;

  /**
   * @param parts sums of states, in any order
   */
  OuterProducts(int units, List<StateSums> parts) {
    this.count = parts.stream().mapToInt(StateSums::count).sum();
    this.width = Math.max(1, (count + BITS - 1) / BITS);
    this.rows = new long[Math.multiplyExact((units + BITS - 1) / BITS * BITS, width)];
    int column = 0;
    for (StateSums part : parts) {
      for (int state = 0; state < part.count(); state++) {
        put(part, state, units, column++);
      }
    }
    for (int panel = 0; panel < rows.length / width; panel += BITS) {
      for (int word = 0; word < width; word++) {
        transpose(panel * width + word, width);
      }
    }
  }

  /** Until they are transposed, row 64 p + c holds word p of state c. */
  private void put(StateSums part, int state, int units, int column) {
    for (int panel = 0; panel * BITS < units; panel++) {
      int row = panel * BITS + column % BITS;
      rows[row * width + column / BITS] = part.word(state, panel);
    }
  }

  /** 64 x 64 bits in place, by swapping ever smaller squares (Warren, Hacker's Delight, 7-3). */
  private void transpose(int first, int stride) {
    long mask = 0xFFFFFFFFL;
    for (int size = BITS / 2; size != 0; size >>>= 1, mask ^= mask << size) {
      for (int k = 0; k < BITS; k = (k | size) + 1 & ~size) {
        int upper = first + k * stride;
        int lower = first + (k | size) * stride;
        long swapped = (rows[upper] >>> size ^ rows[lower]) & mask;
        rows[upper] ^= swapped << size;
        rows[lower] ^= swapped;
      }
    }
  }

  int count() {
    return count;
  }

  /** The sum of s_i s_j. */
  int product(int i, int j) {
    int different = 0;
    for (int word = 0; word < width; word++) {
      different += Long.bitCount(rows[i * width + word] ^ rows[j * width + word]);
    }
    return count - 2 * different;
  }

  /** The sum of s_i. */
  int sum(int i) {
    int on = 0;
    for (int word = 0; word < width; word++) {
      on += Long.bitCount(rows[i * width + word]);
    }
    return 2 * on - count;
  }
}
