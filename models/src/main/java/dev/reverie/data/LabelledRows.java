package dev.reverie.data;

import java.util.Arrays;

/** Rows followed by their label: one more unit for each class, of which that of the label is on. */
public final class LabelledRows implements BinaryRows {
  private final BinaryRows rows;
  private final Labels labels;

  public LabelledRows(BinaryRows rows, Labels labels) {
    labels.requireRows("the data", rows.rows());
    this.rows = rows;
    this.labels = labels;
  }

  public Labels labels() {
    return labels;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public int columns() {
    return rows.columns() + labels.classes();
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    Arrays.fill(into, offset + rows.words(), offset + words(), 0);
    rows.fill(pass, row, into, offset);
    int unit = rows.columns() + labels.values()[row];
    into[offset + (unit >>> 6)] |= 1L << unit;
  }

  @Override
  public double[] means() {
    double[] means = Arrays.copyOf(rows.means(), columns());
    for (int label : labels.values()) {
      means[rows.columns() + label] += 1.0 / rows();
    }
    return means;
  }
}
