package dev.reverie.numeric;

/**
 * How matrices lie in memory: cut into panels of 64 columns that are stored one behind the other,
 * so that one row of a panel is four vectors of 512 bits, one word of packed bits, and one group of
 * a random stream.
 *
 * <pre>
 *  plain panels     panel 0: row 0 | row 1 | row 2 | ...            panel 1: ...        each row 64 numbers
 *  paired panels    panel 0: row 0 | row 1 | row 0 + row 1 | row 2 | row 3 | row 2 + row 3 | ...
 * </pre>
 *
 * Paired panels carry the sum of each two neighbouring rows, so that a sum of selected rows takes
 * one load for two rows that are both on. This fixes the arithmetic: the rows of a pair are added
 * to each other first, then the pairs are added in order.
 *
 * <p>Arrays start {@link #LEAD_IN} numbers late: the data of a Java array begins 16 bytes into an
 * object, and with the lead-in every row begins on a cache line when the array itself does.
 */
public final class Panels {
  /** Columns of a panel. */
  public static final int WIDTH = 64;

  /** Numbers of 4 bytes left free at the start of an array. */
  public static final int LEAD_IN = 12;

  private Panels() {}

  /** Panels that hold the given number of columns. */
  public static int count(int columns) {
    return (columns + WIDTH - 1) / WIDTH;
  }

  /** Columns with the padding of the last panel. */
  public static int padded(int columns) {
    return count(columns) * WIDTH;
  }

  /** Numbers that plain panels take. */
  public static int plainLength(int rows, int columns) {
    return Math.multiplyExact(rows, padded(columns));
  }

  /** Place of a number in plain panels. */
  public static int plainIndex(int rows, int row, int column) {
    return ((column >>> 6) * rows + row) * WIDTH + (column & 63);
  }

  /** Numbers that paired panels take; an odd last row has a pair of its own. */
  public static int pairedLength(int rows, int columns) {
    return Math.multiplyExact(pairedPanel(rows), count(columns));
  }

  /** Numbers in one paired panel. */
  public static int pairedPanel(int rows) {
    return Math.multiplyExact((rows + 1) / 2, 3 * WIDTH);
  }

  /** Place of a number in paired panels. */
  public static int pairedIndex(int rows, int row, int column) {
    return (column >>> 6) * pairedPanel(rows)
        + ((row >>> 1) * 3 + (row & 1)) * WIDTH
        + (column & 63);
  }

  /**
   * Writes where the rows and pairs that are on lie within a paired panel.
   *
   * @param bits packed units, unit u is bit u % 64 of word u / 64
   * @param places takes up to 32 places a word
   * @return how many places were written
   */
  public static int places(long[] bits, int bitsOffset, int words, int[] places) {
    int count = 0;
    for (int word = 0; word < words; word++) {
      long on = bits[bitsOffset + word];
      long pairs = (on | on >>> 1) & 0x5555555555555555L;
      while (pairs != 0) {
        int unit = Long.numberOfTrailingZeros(pairs);
        int which = (int) (on >>> unit) & 3;
        places[count++] = ((word * 32 + (unit >>> 1)) * 3 + which - 1) * WIDTH;
        pairs &= pairs - 1;
      }
    }
    return count;
  }
}
