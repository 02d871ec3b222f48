package dev.reverie.parameter;

import dev.reverie.numeric.Panels;

/** Where the numbers of a block lie within it. */
public enum Storage {
  /** Row after row without gaps. */
  ROWS {
    @Override
    int length(int rows, int columns) {
      return Math.multiplyExact(rows, columns);
    }

    @Override
    int index(int rows, int columns, int row, int column) {
      return row * columns + column;
    }
  },
  /** Panels of 64 columns, padded with zeros ({@link Panels}). */
  PLAIN_PANELS {
    @Override
    int length(int rows, int columns) {
      return Panels.plainLength(rows, columns);
    }

    @Override
    int index(int rows, int columns, int row, int column) {
      return Panels.plainIndex(rows, row, column);
    }
  },
  /**
   * Panels of 64 columns of 16 bits, in the words of {@link Parameters#words} ({@link Panels}).
   * They are read as a whole only.
   */
  PACKED_PANELS {
    @Override
    int length(int rows, int columns) {
      return Panels.packedLength(rows, columns);
    }

    @Override
    int index(int rows, int columns, int row, int column) {
      throw new UnsupportedOperationException("packed numbers are not read one by one");
    }
  };

  abstract int length(int rows, int columns);

  abstract int index(int rows, int columns, int row, int column);
}
