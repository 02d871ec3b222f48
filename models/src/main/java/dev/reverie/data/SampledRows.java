package dev.reverie.data;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * Rows drawn anew at each presentation: unit u of a row is on when the upper 24 of its random bits
 * are less than its intensity in units of 2^-24. Intensities 0 and 1 need no draw; a block of the
 * generator serves the four units of a word that lie 16 apart.
 */
final class SampledRows implements BinaryRows {
  private static final int LANES = 16;

  private final SparseRows values;
  private final RandomStream random;

  SampledRows(SparseRows values, long seed) {
    this.values = values;
    this.random = new RandomStream(seed, Purpose.BINARISATION);
  }

  @Override
  public int rows() {
    return values.rows();
  }

  @Override
  public int columns() {
    return values.columns();
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    Arrays.fill(into, offset, offset + words(), 0);
    int[] block = new int[4];
    int end = values.end(row);
    for (int entry = values.begin(row); entry < end; ) {
      int first = entry;
      int word = values.column(entry) >>> 6;
      long present = 0;
      long certain = 0;
      for (; entry < end && values.column(entry) >>> 6 == word; entry++) {
        long bit = 1L << values.column(entry);
        present |= bit;
        certain |= values.intensities().probability(entry) == Intensities.CERTAIN ? bit : 0;
      }
      into[offset + word] = certain | draw(pass, row, word, first, present, certain, block);
    }
  }

  /**
   * Draws the units of one word that are present and not certain; {@code first} is the entry of the
   * lowest present.
   */
  private long draw(
      long pass, int row, int word, int first, long present, long certain, int[] block) {
    long open = present & ~certain;
    long on = 0;
    for (long lanes = lanes(open); lanes != 0; lanes &= lanes - 1) {
      int lane = Long.numberOfTrailingZeros(lanes);
      random.block(row, pass, RandomStream.blockOf(word << 6 | lane), block);
      for (int i = 0; i < block.length; i++) {
        long bit = 1L << lane + LANES * i;
        if ((open & bit) != 0) {
          int entry = first + Long.bitCount(present & bit - 1);
          on |= block[i] >>> 8 < values.intensities().probability(entry) ? bit : 0;
        }
      }
    }
    return on;
  }

  private static long lanes(long units) {
    return (units | units >>> 16 | units >>> 32 | units >>> 48) & 0xFFFF;
  }

  @Override
  public double[] means() {
    return values.means();
  }
}
