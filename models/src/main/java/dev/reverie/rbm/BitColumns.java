package dev.reverie.rbm;

import dev.reverie.numeric.VectorOps;
import java.util.Arrays;

/** Packed states turned by a quarter: for every unit, the states in which it is on. */
final class BitColumns {
  private static final VectorOps OPS = VectorOps.best();

  private BitColumns() {}

  /** Words of working memory that turning states of {@code words} words each takes. */
  static int work(int words) {
    return 64 * rowWords(words);
  }

  private static int rowWords(int words) {
    return words + 7 & ~7;
  }

  /**
   * @param states {@code count} states of {@code words} words each
   * @param columns takes, for unit u, the words {@code u * ceil(count / 64)} and on; bit n is state
   *     n
   * @param work of {@link #work} words
   */
  static void transpose(
      long[] states, int offset, int words, int count, long[] columns, long[] work) {
    int columnWords = (count + 63) / 64;
    int rowWords = rowWords(words);
    for (int group = 0; group < columnWords; group++) {
      int rows = Math.min(64, count - group * 64);
      for (int n = 0; n < rows; n++) {
        int from = offset + (group * 64 + n) * words;
        System.arraycopy(states, from, work, n * rowWords, words);
      }
      Arrays.fill(work, rows * rowWords, 64 * rowWords, 0);
      OPS.transposeBits(work, rowWords);
      for (int unit = 0; unit < words * 64; unit++) {
        columns[unit * columnWords + group] = work[(unit & 63) * rowWords + (unit >>> 6)];
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
}
