package dev.reverie.data;

/** Rows of numbers, each a pure function of (pass, row); any number of threads may ask. */
public interface StateRows {
  int rows();

  int columns();

  /**
   * Writes one row, as presented in the given pass, to {@code into[offset .. offset + columns())}.
   */
  void values(long pass, int row, float[] into, int offset);

  /** The mean of each column over all rows. */
  double[] means();
}
