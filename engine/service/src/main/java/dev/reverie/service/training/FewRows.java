package dev.reverie.service.training;

import dev.reverie.data.BinaryRows;

/** Some rows of many, evenly spread, always the same. */
final class FewRows implements BinaryRows {
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
    all.fill(pass, (int) ((long) row * all.rows() / count), into, offset);
  }

  @Override
  public double[] means() {
    return all.means();
  }
}
