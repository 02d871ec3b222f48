package dev.reverie.rbm;

import dev.reverie.numeric.Panels;

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

  /**
   * Writes where the rows of a unit's states lie within a packed panel, from {@code at} on; returns
   * how many there are, places not counted that fill them up to a multiple of 4.
   *
   * @param zeros place of a row of zeros
   * @param at a multiple of 4
   */
  static int members(long[] columns, int unit, int columnWords, int zeros, int[] members, int at) {
    int next = at;
    for (int group = 0; group < columnWords; group++) {
      long on = columns[unit * columnWords + group];
      while (on != 0) {
        members[next++] = (group * 64 + Long.numberOfTrailingZeros(on)) * Panels.ROW_WORDS;
        on &= on - 1;
      }
    }
    Panels.fillUp(members, next, zeros);
    return next - at;
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
