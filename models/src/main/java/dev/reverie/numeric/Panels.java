package dev.reverie.numeric;

/**
 * How matrices lie in memory: cut into panels of 64 columns that are stored one behind the other,
 * so that one row of a panel is one word of packed bits and one group of a random stream.
 *
 * <pre>
 *  plain panels   panel 0: row 0 | row 1 | ...    panel 1: ...    each row 64 numbers of 32 bits
 *  packed panels  the same, rows padded to a multiple of 64 with zeros, each row 64 whole numbers of 16 bits in 16 words:
 *                 the lower half of a word's int k holds column k, the upper half column k + 32
 * </pre>
 *
 * Packed columns lie so that two sums of ints, of whole ones and of their upper halves, give the
 * sums of 64 columns in order, exactly and whatever the order of the rows. For that packed numbers
 * are stored as unsigned ones, 2^15 too large.
 *
 * <p>Arrays start {@link #LEAD_IN} numbers or {@link #LEAD_IN_WORDS} words late: the data of a Java
 * array begins 16 bytes into an object, and with the lead-in every row begins on a cache line when
 * the array itself does.
 */
public final class Panels {
  /** Columns of a panel. */
  public static final int WIDTH = 64;

  /** Numbers of 4 bytes left free at the start of an array. */
  public static final int LEAD_IN = 12;

  /** Words of 8 bytes left free at the start of an array. */
  public static final int LEAD_IN_WORDS = 6;

  /** Words of one row of a packed panel. */
  public static final int ROW_WORDS = 16;

  /** A packed number is stored with its uppermost bit flipped, so that this stands for 0. */
  public static final int ZERO = 0x8000;

  /** Four packed zeros. */
  public static final long ZEROS = 0x8000_8000_8000_8000L;

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

  /** Words that packed panels take. */
  public static int packedLength(int rows, int columns) {
    return Math.multiplyExact(packedPanel(rows), count(columns));
  }

  /** Words in one packed panel: one row of zeros at least is behind the others. */
  public static int packedPanel(int rows) {
    return Math.multiplyExact(padded(Math.addExact(rows, 1)), ROW_WORDS);
  }

  /** The number in a column of the packed row that begins at word {@code row}. */
  public static int packedNumber(long[] words, int row, int column) {
    return (short) (words[row + (column & 31) / 2] >>> packedShift(column) ^ ZERO);
  }

  /** Sets what {@link #packedNumber} gives. */
  public static void setPackedNumber(long[] words, int row, int column, int number) {
    int word = row + (column & 31) / 2;
    int shift = packedShift(column);
    long bits = (number ^ ZERO) & 0xFFFFL;
    words[word] = words[word] & ~(0xFFFFL << shift) | bits << shift;
  }

  /** Where a column's number begins within its word. */
  static int packedShift(int column) {
    return (column & 1) * 32 + (column >>> 5) * 16;
  }

  /**
   * Writes where the rows of the units that are on lie within a packed panel.
   *
   * @param bits packed units, unit u is bit u % 64 of word u / 64
   * @param zeros place of a row of zeros
   * @param places takes up to 64 places a word, and 3 more
   * @return how many places were written: a multiple of 4, for {@link VectorOps#sumRows}
   */
  public static int places(long[] bits, int bitsOffset, int words, int zeros, int[] places) {
    int count = 0;
    for (int word = 0; word < words; word++) {
      for (long on = bits[bitsOffset + word]; on != 0; on &= on - 1) {
        places[count++] = (word * WIDTH + Long.numberOfTrailingZeros(on)) * ROW_WORDS;
      }
    }
    return fillUp(places, count, zeros);
  }

  /** Appends places of zeros until their number is a multiple of 4, and returns it. */
  public static int fillUp(int[] places, int count, int zeros) {
    int end = (count + 3) & ~3;
    for (int k = count; k < end; k++) {
      places[k] = zeros;
    }
    return end;
  }

  /**
   * Writes where the sums of the units that are on lie within the tables of a packed panel ({@link
   * VectorOps#tables}).
   *
   * @param places takes up to 16 places a word, and 3 more
   * @return how many places were written: a multiple of 4; what is missing is the place of the
   *     first row, which holds zeros
   */
  public static int tablePlaces(long[] bits, int bitsOffset, int words, int[] places) {
    int count = 0;
    for (int word = 0; word < words; word++) {
      long on = bits[bitsOffset + word];
      while (on != 0) {
        int group = Long.numberOfTrailingZeros(on) / 4;
        int row = (word * 16 + group) * 16 + (int) (on >>> 4 * group & 15);
        places[count++] = row * ROW_WORDS;
        on &= ~(15L << 4 * group);
      }
    }
    return fillUp(places, count, 0);
  }

  /** How many groups of four units have one that is on. */
  public static int countTablePlaces(long[] bits, int bitsOffset, int words) {
    int count = 0;
    for (int word = 0; word < words; word++) {
      long pairs = bits[bitsOffset + word] | bits[bitsOffset + word] >>> 1;
      count += Long.bitCount((pairs | pairs >>> 2) & 0x1111_1111_1111_1111L);
    }
    return count;
  }

  /** Words that the tables of a packed panel take. */
  public static int tablesLength(int rows) {
    return Math.multiplyExact(packedPanel(rows), 4);
  }
}
