package dev.reverie.rbm;

import dev.reverie.data.BinaryRows;
import java.util.Random;

/** Rows that a test made, the same at each pass. */
public final class PackedRows implements BinaryRows {
  private final int columns;
  private final long[][] rows;

  public PackedRows(int columns, long[]... rows) {
    this.columns = columns;
    this.rows = rows;
  }

  public static PackedRows random(int columns, int count, Random random) {
    long[][] rows = new long[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = Models.state(columns, random);
    }
    return new PackedRows(columns, rows);
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    System.arraycopy(rows[row], 0, into, offset, words());
  }

  @Override
  public double[] means() {
    double[] means = new double[columns];
    for (long[] row : rows) {
      for (int i = 0; i < columns; i++) {
        means[i] += Enumerated.on(row, i) ? 1 : 0;
      }
    }
    for (int i = 0; i < columns; i++) {
      means[i] /= rows.length;
    }
    return means;
  }

  /** Shares of the rows among all states of a few units. */
  double[] distribution() {
    double[] shares = new double[1 << columns];
    for (long[] row : rows) {
      shares[(int) row[0]] += 1.0 / rows.length;
    }
    return shares;
  }
}
