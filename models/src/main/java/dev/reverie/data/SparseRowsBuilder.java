package dev.reverie.data;

import dev.reverie.input.InputException;
import java.util.Arrays;

/**
 * Takes intensities in order, row by row, zeros included, and keeps the others. Memory grows with
 * what was added and with nothing that was only promised.
 */
final class SparseRowsBuilder {
  private static final int LIMIT = Integer.MAX_VALUE - 8;
  private static final int FIRST_ENTRIES = 1 << 12;

  private final int columns;
  private final boolean ofBytes;
  private final ColumnIndex index;
  private byte[] bytes = new byte[0];
  private float[] floats = new float[0];
  private int[] starts = new int[256];
  private int capacity;
  private int entries;
  private int rows;
  private int column;

  private SparseRowsBuilder(int columns, boolean ofBytes) {
    this.columns = columns;
    this.ofBytes = ofBytes;
    this.index = new ColumnIndex(columns);
  }

  static SparseRowsBuilder ofBytes(int columns) {
    return new SparseRowsBuilder(columns, true);
  }

  static SparseRowsBuilder ofFloats(int columns) {
    return new SparseRowsBuilder(columns, false);
  }

  /** Row of the next value. */
  int row() {
    return rows;
  }

  /** Column of the next value. */
  int column() {
    return column;
  }

  /** Adds n / 255. */
  void addByte(byte value) {
    if (value != 0) {
      int entry = newEntry();
      bytes[entry] = value;
    }
    advance();
  }

  /** Adds a number that was found to lie in its range. */
  void addFloat(float value) {
    if (value != 0) {
      int entry = newEntry();
      floats[entry] = value;
    }
    advance();
  }

  SparseRows build() {
    resize(entries);
    int[] exact = Arrays.copyOf(starts, rows + 1);
    Intensities values =
        ofBytes ? new Intensities.OfBytes(bytes) : new Intensities.OfFloats(floats);
    return new SparseRows(columns, exact, index, values);
  }

  private int newEntry() {
    if (entries == capacity) {
      resize(grown(capacity, FIRST_ENTRIES));
    }
    index.set(entries, column);
    return entries++;
  }

  private void advance() {
    column++;
    if (column == columns) {
      column = 0;
      rows++;
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, grown(rows, 0));
      }
      starts[rows] = entries;
    }
  }

  private void resize(int newCapacity) {
    capacity = newCapacity;
    index.resize(capacity);
    if (ofBytes) {
      bytes = Arrays.copyOf(bytes, capacity);
    } else {
      floats = Arrays.copyOf(floats, capacity);
    }
  }

  private static int grown(int size, int least) {
    if (size == LIMIT) {
      throw new InputException("data with more than " + LIMIT + " values other than 0, or rows");
    }
    return (int) Math.min(LIMIT, Math.max(least, size + (size >> 1) + 1L));
  }
}
