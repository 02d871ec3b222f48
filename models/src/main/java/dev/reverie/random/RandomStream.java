package dev.reverie.random;

/**
 * The random numbers of one (seed, purpose), addressed by item (a particle or an example), step and
 * unit.
 *
 * <pre>
 *  Threefry counter   word 0: item (32 bits) | purpose (8 bits) | block (24 bits)    word 1: step
 *  Threefry key       word 0: seed    word 1: 0
 *  unit u             block 16 * (u / 64) + (u % 16) / 2 + 8 * (u % 2), half word (u % 64) / 16 of four
 * </pre>
 *
 * So 64 units in a row take the two words of sixteen blocks. Units lie in [0, 2^25).
 *
 * <p>Whether a unit is on takes fewer bits ({@link #drawBits}): sixteen, of which 64 units in a row
 * take eight blocks of their own, and seven more of other blocks that are looked at only where the
 * sixteen do not decide.
 *
 * <pre>
 *  first 16 bits    block 2^23 + 8 * (u / 64) + (u % 16) / 2, of half word u % 2 + 2 * (u % 64 / 32) the upper bits where u / 16 is odd
 *  the other 7      block 2^23 + 2^22 + the same, the upper seven of the same bits
 * </pre>
 */
public record RandomStream(long seed, Purpose purpose) {
  /** Units in [0, UNIT_LIMIT) have their own numbers. */
  public static final int UNIT_LIMIT = 1 << 25;

  /** Random bits that decide whether a unit is on. */
  public static final int DRAW_BITS = 23;

  /** Blocks that draw 64 units. */
  public static final int DRAW_BLOCKS = 8;

  /** Bits of {@link #drawBits} that come from the second block. */
  public static final int SECOND_BITS = 7;

  private static final int DRAWS = 1 << 23;
  private static final int SECOND = 1 << 22;

  private static final double TO_UNIFORM = 0x1p-32;

  /** 32 random bits. */
  public int bits(int item, long step, int unit) {
    int[] words = new int[4];
    block(item, step, blockOf(unit), words);
    return words[wordOf(unit)];
  }

  /** A uniform number in the open interval (0, 1), one of 2^32 values. */
  public double uniform(int item, long step, int unit) {
    return toUniform(bits(item, step, unit));
  }

  /** A uniform whole number in [0, bound), without bias beyond 2^-32 * bound. */
  public int below(int bound, int item, long step, int unit) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound=" + bound + ", must be positive");
    }
    return (int) (((bits(item, step, unit) & 0xFFFFFFFFL) * bound) >>> 32);
  }

  /**
   * A standard normal number by Box and Muller's method, with StrictMath so that every JVM gives
   * the same bits.
   */
  public double gaussian(int item, long step, int unit) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(item, step, 2 * unit)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(item, step, 2 * unit + 1));
  }

  /** Fills {@code words[0..3]} with the block of the given index, by half words. */
  public void block(int item, long step, int block, int[] words) {
    Threefry.block(counter(item, block), step, seed, 0, words);
  }

  /** The first counter word of a block. */
  public long counter(int item, int block) {
    return (long) item << 32 | purpose.code() << 24 & 0xFFFFFFFFL | block;
  }

  /** The block that holds a unit's number. */
  public static int blockOf(int unit) {
    return (unit >>> 6) * 16 + ((unit & 15) >>> 1) + ((unit & 1) << 3);
  }

  /** The half word of its block that is a unit's number. */
  public static int wordOf(int unit) {
    return (unit & 63) >>> 4;
  }

  /**
   * A random number in [0, 2^23): a unit whose probability is p is on when it lies below 2^23 p.
   */
  public int drawBits(int item, long step, int unit) {
    int second = halfWord(item, step, DRAWS + SECOND, unit) >>> 16 - SECOND_BITS;
    return firstDrawBits(item, step, unit) << SECOND_BITS | second;
  }

  /** The upper sixteen bits of {@link #drawBits}. */
  public int firstDrawBits(int item, long step, int unit) {
    return halfWord(item, step, DRAWS, unit);
  }

  private int halfWord(int item, long step, int blocks, int unit) {
    int[] words = new int[4];
    block(item, step, blocks + DRAW_BLOCKS * (unit >>> 6) + ((unit & 15) >>> 1), words);
    int word = words[(unit & 1) + 2 * ((unit & 63) >>> 5)];
    return word >>> 16 * (unit >>> 4 & 1) & 0xFFFF;
  }

  /** The first counter word of the first block that draws a panel of 64 units. */
  public long drawCounter(int item, int panel) {
    return counter(item, DRAWS + DRAW_BLOCKS * panel);
  }

  private static double toUniform(int bits) {
    return ((bits & 0xFFFFFFFFL) + 0.5) * TO_UNIFORM;
  }
}
