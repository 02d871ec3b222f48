package dev.reverie.service.training;

import dev.reverie.data.BinaryRows;

/** Some rows of many, evenly spread, always the same. */
final class FewRows implements BinaryRows {
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final BinaryRows all;
  private final int count;

  FewRows(BinaryRows all, int most) {
    this.all = all;
    this.count = Math.min(most, all.rows());
  }

  @Override
  public int rows() {
    return count;
  }

  @Override
  public int columns() {
    return all.columns();
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    all.fill(pass, place(row), into, offset);
  }

  /**
   * One row out of each of {@code count} equal stretches, at a place in it that goes on by the
   * golden section: at equal places, rows that come in a pattern, such as the digits in turn, would
   * all be of one kind.
   */
  int place(int row) {
    long from = (long) row * all.rows() / count;
    long end = (row + 1L) * all.rows() / count;
    double share = row * GOLDEN_SECTION % 1;
    return (int) (from + (long) ((end - from) * share));
  }

  @Override
  public double[] means() {
    return all.means();
  }
}
