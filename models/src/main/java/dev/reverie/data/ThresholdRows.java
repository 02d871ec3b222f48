package dev.reverie.data;

import dev.reverie.input.InputException;

/** Rows cut at one half, packed once. */
final class ThresholdRows implements BinaryRows {
  private final int rows;
  private final int columns;
  private final int words;
  private final long[] bits;

  ThresholdRows(SparseRows values) {
    rows = values.rows();
    columns = values.columns();
    words = (columns + 63) >>> 6;
    bits = new long[size()];
    for (int row = 0; row < rows; row++) {
      for (int entry = values.begin(row); entry < values.end(row); entry++) {
        if (values.intensities().at(entry) >= 0.5f) {
          int column = values.column(entry);
          bits[row * words + (column >>> 6)] |= 1L << column;
        }
      }
    }
  }

  private int size() {
    long size = (long) rows * words;
    if (size > Integer.MAX_VALUE - 8) {
      throw new InputException(
          String.format(
              "%d rows of %d values take %d words of 64 bits, must be less than 2^31 - 8",
              rows, columns, size));
    }
    return (int) size;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    System.arraycopy(bits, row * words, into, offset, words);
  }

  @Override
  public double[] means() {
    double[] means = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        means[column] += bits[row * words + (column >>> 6)] >>> column & 1;
      }
    }
    for (int column = 0; column < columns; column++) {
      means[column] /= rows;
    }
    return means;
  }
}
