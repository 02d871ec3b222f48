package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;

/** Rows that a test made. */
record Rows(int columns, long[]... states) implements BinaryRows {
  @Override
  public int rows() {
    return states.length;
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    System.arraycopy(states[row], 0, into, offset, words());
  }

  @Override
  public double[] means() {
    throw new UnsupportedOperationException();
  }
}
