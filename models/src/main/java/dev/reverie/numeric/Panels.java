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

  /** Lists that four states have, one for each choice of those in which a unit is on. */
  public static final int LISTS_OF_FOUR = 15;

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
      end = append(bits[bitsOffset + word], word * WIDTH * ROW_WORDS, places, end);
    }
    return fillUp(places, at, end, zeros);
  }

  private static int append(long on, int first, int[] places, int at) {
    int end = at + Long.bitCount(on);
    int k = at;
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
    } while (k < end);
    return end;
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
   * {@link #places} of many states, four by four: for each four a list of the units that are on in
   * the first of them and no other, in the second and no other, in the first two and no other, and
   * so on ({@value #LISTS_OF_FOUR} lists, by the bits of 1 to 15), one behind the other. So a row
   * that several of four states have in common stands in one list. Where the states are no multiple
   * of 4, the last one is taken several times.
   *
   * @param states at least 1
   * @param places with room for the rows of all lists, three more a list, and {@link #SPARE_PLACES}
   * @param starts gets where all lists but the first start, and the end; that of the first is given
   */
  public static void placesOfFours(
      long[] bits, int bitsOffset, int words, int states, int zeros, int[] places, int[] starts) {
    int list = 0;
    for (int n = 0; n < states; n += 4) {
      int a = bitsOffset + n * words;
      int b = bitsOffset + Math.min(n + 1, states - 1) * words;
      int c = bitsOffset + Math.min(n + 2, states - 1) * words;
      int d = bitsOffset + Math.min(n + 3, states - 1) * words;
      for (int choice = 1; choice <= LISTS_OF_FOUR; choice++) {
        long notA = (choice & 1) - 1L;
        long notB = (choice >>> 1 & 1) - 1L;
        long notC = (choice >>> 2 & 1) - 1L;
        long notD = (choice >>> 3 & 1) - 1L;
        int at = starts[list];
        int end = at;
        for (int word = 0; word < words; word++) {
          long on =
              (bits[a + word] ^ notA)
                  & (bits[b + word] ^ notB)
                  & (bits[c + word] ^ notC)
                  & (bits[d + word] ^ notD);
          end = append(on, word * WIDTH * ROW_WORDS, places, end);
        }
        starts[++list] = fillUp(places, at, end, zeros);
      }
    }
  }
}
