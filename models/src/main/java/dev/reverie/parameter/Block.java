package dev.reverie.parameter;

/**
 * One named array of a layout: rows x columns numbers from {@code offset} on, with whatever padding
 * its storage has. A vector is one row. Offset and length of packed storage count words.
 */
public record Block(String name, Role role, Storage storage, int rows, int columns, int offset) {

  /** Numbers that the block takes, padding included. */
  public int length() {
    return storage.length(rows, columns);
  }

  /** Place of a number in the layout's array. */
  public int index(int row, int column) {
    return offset + storage.index(rows, columns, row, column);
  }

  /** Whether the block lies in the words rather than the numbers of {@link Parameters}. */
  public boolean isPacked() {
    return storage == Storage.PACKED_PANELS;
  }

  /** How many numbers the block means, without padding. */
  public int size() {
    return rows * columns;
  }
}
