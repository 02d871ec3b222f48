package dev.reverie.data;

import java.util.Arrays;

/**
 * The columns of the entries of {@link SparseRows}, in two bytes each while the columns allow it.
 */
final class ColumnIndex {
  private static final int NARROW_LIMIT = 1 << 16;

  private char[] narrow;
  private int[] wide;

  ColumnIndex(int columns) {
    narrow = columns <= NARROW_LIMIT ? new char[0] : null;
    wide = columns <= NARROW_LIMIT ? null : new int[0];
  }

  int column(int entry) {
    return narrow != null ? narrow[entry] : wide[entry];
  }

  void set(int entry, int column) {
    if (narrow != null) {
      narrow[entry] = (char) column;
    } else {
      wide[entry] = column;
    }
  }

  void resize(int entries) {
    if (narrow != null) {
      narrow = Arrays.copyOf(narrow, entries);
    } else {
      wide = Arrays.copyOf(wide, entries);
    }
  }
}
