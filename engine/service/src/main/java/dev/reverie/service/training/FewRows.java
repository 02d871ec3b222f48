package dev.reverie.service.training;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;

/** Some rows of many, evenly spread, always the same. */
class FewRows implements StateRows {
  private final StateRows all;
  private final int count;

  private FewRows(StateRows all, int most) {
    this.all = all;
    this.count = Math.min(most, all.rows());
  }

  /** Bits of bits. */
  static StateRows of(StateRows all, int most) {
    return all instanceof BinaryRows bits ? new Bits(bits, most) : new FewRows(all, most);
  }

  final int place(int row) {
    return (int) ((long) row * all.rows() / count);
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
  public void values(long pass, int row, float[] into, int offset) {
    all.values(pass, place(row), into, offset);
  }

  @Override
  public double[] means() {
    return all.means();
  }

  private static final class Bits extends FewRows implements BinaryRows {
    private final BinaryRows all;

    Bits(BinaryRows all, int most) {
      super(all, most);
      this.all = all;
    }

    @Override
    public void values(long pass, int row, float[] into, int offset) {
      super.values(pass, row, into, offset);
    }

    @Override
    public void fill(long pass, int row, long[] into, int offset) {
      all.fill(pass, place(row), into, offset);
    }
  }
}
