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
  /** Panels of 64 columns that also hold the sums of each two rows ({@link Panels}). */
  PAIRED_PANELS {
    @Override
    int length(int rows, int columns) {
      return Panels.pairedLength(rows, columns);
    }

    @Override
    int index(int rows, int columns, int row, int column) {
      return Panels.pairedIndex(rows, row, column);
    }
  };

  abstract int length(int rows, int columns);

  abstract int index(int rows, int columns, int row, int column);
}
