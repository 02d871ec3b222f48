package dev.reverie.rbm;

/** Packed states turned by a quarter: for every unit, the states in which it is on. */
final class BitColumns {
  private BitColumns() {}

  /**
   * @param states {@code count} states of {@code words} words each
   * @param columns takes, for unit u, the words {@code u * ceil(count / 64)} and on; bit n is state
   *     n
   */
  static void transpose(long[] states, int offset, int words, int count, long[] columns) {
    int columnWords = (count + 63) / 64;
    long[] block = new long[64];
    for (int group = 0; group < columnWords; group++) {
      int rows = Math.min(64, count - group * 64);
      for (int word = 0; word < words; word++) {
        for (int n = 0; n < 64; n++) {
          block[n] = n < rows ? states[offset + (group * 64 + n) * words + word] : 0;
        }
        transpose64(block);
        for (int u = 0; u < 64; u++) {
          columns[(word * 64 + u) * columnWords + group] = block[u];
        }
      }
    }
  }

  /** In how many states a unit is on, whose words begin at {@code at}. */
  static int count(long[] columns, int at, int columnWords) {
    int count = 0;
    for (int group = 0; group < columnWords; group++) {
      count += Long.bitCount(columns[at + group]);
    }
    return count;
  }

  /**
   * Transposes a 64 x 64 bit matrix in place by swapping ever smaller blocks (Warren, Hacker's
   * Delight, 7-3).
   */
  private static void transpose64(long[] rows) {
    long mask = 0x00000000FFFFFFFFL;
    for (int width = 32; width != 0; width >>>= 1, mask ^= mask << width) {
      for (int k = 0; k < 64; k = (k + width + 1) & ~width) {
        long swapped = (rows[k] >>> width ^ rows[k + width]) & mask;
        rows[k] ^= swapped << width;
        rows[k + width] ^= swapped;
      }
    }
  }
}
