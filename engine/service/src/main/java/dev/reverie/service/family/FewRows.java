package dev.reverie.service.family;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;

/** Some rows of many, evenly spread, always the same. */
public class FewRows implements StateRows {
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final StateRows all;
  private final int count;

  FewRows(StateRows all, int most) {
    this.all = all;
    this.count = Math.min(most, all.rows());
  }

  /** Bits of bits. */
  public static StateRows of(StateRows all, int most) {
    return all instanceof BinaryRows bits ? new Bits(bits, most) : new FewRows(all, most);
  }

  /**
   * One row out of each of {@code count} equal stretches, at a place in it that goes on by the
   * golden section: at equal places, rows that come in a pattern, such as the digits in turn, would
   * all be of one kind.
   */
  final int place(int row) {
    long from = (long) row * all.rows() / count;
    long end = (row + 1L) * all.rows() / count;
    double share = row * GOLDEN_SECTION % 1;
    return (int) (from + (long) ((end - from) * share));
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
