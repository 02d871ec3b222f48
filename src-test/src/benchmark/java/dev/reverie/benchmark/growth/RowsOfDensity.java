package dev.reverie.benchmark.growth;

import dev.reverie.data.BinaryRows;
import java.util.Arrays;
import java.util.Random;

/** Rows with exactly so many units on each, at places without any order. */
final class RowsOfDensity implements BinaryRows {
  private final int rows;
  private final int columns;
  private final int on;
  private final long[] bits;

  RowsOfDensity(int rows, int columns, int on, long seed) {
    if (on < 0 || on > columns) {
      throw new IllegalArgumentException("on=" + on + ", must be in [0, " + columns + "]");
    }
    this.rows = rows;
    this.columns = columns;
    this.on = on;
    this.bits = new long[Math.multiplyExact(rows, words())];
    Random random = new Random(seed);
    for (int row = 0; row < rows; row++) {
      draw(row * words(), random);
    }
  }

  /** Selection sampling (Knuth, volume 2, 3.4.2, algorithm S). */
  private void draw(int offset, Random random) {
    int wanted = on;
    for (int column = 0; column < columns; column++) {
      if (random.nextInt(columns - column) < wanted) {
        bits[offset + (column >>> 6)] |= 1L << column;
        wanted--;
      }
    }
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
    System.arraycopy(bits, row * words(), into, offset, words());
  }

  @Override
  public double[] means() {
    double[] means = new double[columns];
    Arrays.fill(means, (double) on / columns);
    return means;
  }
}
