package dev.reverie.data;

import java.util.Arrays;

/**
 * A matrix of intensities as compressed sparse rows: the non-zero entries of row r, by column, are
 * {@code begin(r)} to {@code end(r)}. Slices share their entries.
 */
final class SparseRows {
  private final int columns;
  private final int[] starts;
  private final ColumnIndex index;
  private final Intensities intensities;

  SparseRows(int columns, int[] starts, ColumnIndex index, Intensities intensities) {
    this.columns = columns;
    this.starts = starts;
    this.index = index;
    this.intensities = intensities;
  }

  int rows() {
    return starts.length - 1;
  }

  int columns() {
    return columns;
  }

  int begin(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int column(int entry) {
    return index.column(entry);
  }

  Intensities intensities() {
    return intensities;
  }

  SparseRows slice(int from, int to) {
    return new SparseRows(columns, Arrays.copyOfRange(starts, from, to + 1), index, intensities);
  }

  float largest() {
    float largest = 0;
    for (int entry = starts[0]; entry < starts[rows()]; entry++) {
      largest = Math.max(largest, intensities.at(entry));
    }
    return largest;
  }

  float least() {
    float least = 0;
    for (int entry = starts[0]; entry < starts[rows()]; entry++) {
      least = Math.min(least, intensities.at(entry));
    }
    return least;
  }

  double[] means() {
    double[] means = new double[columns];
    for (int entry = starts[0]; entry < starts[rows()]; entry++) {
      means[column(entry)] += intensities.scaled(entry);
    }
    for (int column = 0; column < columns; column++) {
      means[column] /= intensities.scale() * rows();
    }
    return means;
  }
}
