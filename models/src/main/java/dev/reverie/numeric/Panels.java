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
 * have 14 bits with their sign and are stored as unsigned ones, 2^13 too large: four of them fit
 * into 16 bits, so that four rows are added before halves are taken apart.
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

  /**
   * Places that {@link #places} and {@link VectorOps#places} may write beyond the last that counts.
   */
  public static final int SPARE_PLACES = 16;

  /** Words of one row of a packed panel. */
  public static final int ROW_WORDS = 16;

  /** A packed number is stored so much too large. */
  public static final int ZERO = 0x2000;

  /** Four packed zeros. */
  public static final long ZEROS = 0x2000_2000_2000_2000L;

  /** A sum in a table ({@link VectorOps#tables}) is stored so much too large. */
  public static final int TABLE_ZERO = 0x8000;

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
    return bits(words, row, column) - ZERO;
  }

  /** What is stored there: the number itself in rows of probabilities. */
  public static int bits(long[] words, int row, int column) {
    return (int) (words[row + (column & 31) / 2] >>> packedShift(column)) & 0xFFFF;
  }

  /** Sets what {@link #bits} gives, of which the lower 16 bits count. */
  public static void setBits(long[] words, int row, int column, int bits) {
    int word = row + (column & 31) / 2;
    int shift = packedShift(column);
    words[word] = words[word] & ~(0xFFFFL << shift) | (bits & 0xFFFFL) << shift;
  }

  /** Where a column's number begins within its word. */
  static int packedShift(int column) {
    return (column & 1) * 32 + (column >>> 5) * 16;
  }

  /**
   * Writes where the rows of the units that are on lie within a packed panel, from {@code at} on,
   * and fills up with places of a row of zeros to a multiple of 4, counted from {@code at}. Four
   * units at a time: a loop that ends after every unit is guessed wrong by the processor.
   *
   * @param bits packed units, unit u is bit u % 64 of word u / 64
   * @param zeros place of a row of zeros
   * @param places has room for 64 places a word and {@link #SPARE_PLACES} more; what lies beyond
   *     the end is overwritten
   * @return where the places end
   */
  public static int places(
      long[] bits, int bitsOffset, int words, int zeros, int[] places, int at) {
    int end = at;
    for (int word = 0; word < words; word++) {
      long on = bits[bitsOffset + word];
      int wordEnd = end + Long.bitCount(on);
      int first = word * WIDTH * ROW_WORDS;
      int k = end;
      do {
        long second = on & on - 1;
        long third = second & second - 1;
        long fourth = third & third - 1;
        places[k] = first + Long.numberOfTrailingZeros(on) * ROW_WORDS;
        places[k + 1] = first + Long.numberOfTrailingZeros(second) * ROW_WORDS;
        places[k + 2] = first + Long.numberOfTrailingZeros(third) * ROW_WORDS;
        places[k + 3] = first + Long.numberOfTrailingZeros(fourth) * ROW_WORDS;
        on = fourth & fourth - 1;
        k += 4;
      } while (k < wordEnd);
      end = wordEnd;
    }
    return fillUp(places, at, end, zeros);
  }

  /**
   * Appends places of zeros at {@code end} until there is a multiple of 4 from {@code at} on, and
   * returns the new end; the next three places are overwritten in any case.
   */
  public static int fillUp(int[] places, int at, int end, int zeros) {
    places[end] = zeros;
    places[end + 1] = zeros;
    places[end + 2] = zeros;
    return at + (end - at + 3 & ~3);
  }

  /**
   * Writes where the sums of the units that are on lie within the tables of a packed panel ({@link
   * VectorOps#tables}).
   *
   * @param places takes up to 16 places a word, and 3 more, from {@code at} on
   * @return where the places end: a multiple of 4 from {@code at} on; what is missing is the place
   *     of the first row, which holds zeros
   */
  public static int tablePlaces(long[] bits, int bitsOffset, int words, int[] places, int at) {
    int end = at;
    for (int word = 0; word < words; word++) {
      long on = bits[bitsOffset + word];
      while (on != 0) {
        int group = Long.numberOfTrailingZeros(on) / 4;
        int row = (word * 16 + group) * 16 + (int) (on >>> 4 * group & 15);
        places[end++] = row * ROW_WORDS;
        on &= ~(15L << 4 * group);
      }
    }
    return fillUp(places, at, end, 0);
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
