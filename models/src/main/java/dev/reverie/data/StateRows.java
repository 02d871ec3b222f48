package dev.reverie.data;

import java.util.Optional;

/** Rows of numbers, each a pure function of (pass, row); any number of threads may ask. */
public interface StateRows {
  /**
   * A data set's rows as a kind of units takes them.
   *
   * @param standardisation for {@link Binarisation#STANDARDISE}
   * @param seed for {@link Binarisation#SAMPLE}
   */
  static StateRows of(
      Dataset data, Binarisation how, Optional<Standardisation> standardisation, long seed) {
    return switch (how) {
      case NONE -> RealRows.of(data);
      case STANDARDISE -> RealRows.of(data, standardisation.orElseThrow());
      default -> BinaryRows.of(data, how, seed);
    };
  }

  int rows();

  int columns();

  /**
   * Writes one row, as presented in the given pass, to {@code into[offset .. offset + columns())}.
   */
  void values(long pass, int row, float[] into, int offset);

  /** The mean of each column over all rows. */
  double[] means();

  /** The variance of each column over all rows, as the first pass presents them. */
  default double[] variances() {
    double[] means = means();
    double[] squares = new double[columns()];
    float[] row = new float[columns()];
    for (int n = 0; n < rows(); n++) {
      values(0, n, row, 0);
      for (int i = 0; i < row.length; i++) {
        squares[i] += (row[i] - means[i]) * (row[i] - means[i]);
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] /= rows();
    }
    return squares;
  }
}
