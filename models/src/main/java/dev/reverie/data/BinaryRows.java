package dev.reverie.data;

/**
 * Rows of binary states, bit-packed: unit u is bit {@code u & 63} of word {@code u >>> 6}, and bits
 * beyond the last unit are 0. A row is a pure function of (pass, row); any number of threads may
 * ask.
 */
public interface BinaryRows extends StateRows {
  /** The pass of data that are drawn once, such as test data. Passes of training count from 0. */
  long ONCE = -1;

  /** Binarises a data set; the seed matters only to {@link Binarisation#SAMPLE}. */
  static BinaryRows of(Dataset data, Binarisation binarisation, long seed) {
    return switch (binarisation) {
      case THRESHOLD -> new ThresholdRows(data.values());
      case SAMPLE -> new SampledRows(data.values(), seed);
      default ->
          throw new IllegalArgumentException(
              "binarisation=" + binarisation + " gives real numbers, must give bits");
    };
  }

  /** Words of one row. */
  default int words() {
    return (columns() + 63) >>> 6;
  }

  /**
   * Writes one row, as presented in the given pass, to {@code into[offset .. offset + words())}.
   */
  void fill(long pass, int row, long[] into, int offset);

  /** 0 or 1. */
  @Override
  default void values(long pass, int row, float[] into, int offset) {
    long[] bits = new long[words()];
    fill(pass, row, bits, 0);
    for (int unit = 0; unit < columns(); unit++) {
      into[offset + unit] = bits[unit >>> 6] >>> unit & 1;
    }
  }

  /** For each unit its probability of being on in a row chosen at random. */
  @Override
  double[] means();
}
