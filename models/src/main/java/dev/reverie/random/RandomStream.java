package dev.reverie.random;

/**
 * The random numbers of one (seed, purpose), addressed by item (a particle or an example), step and
 * unit.
 *
 * <pre>
 *  Philox counter   word 0: purpose (8 bits) | block (24 bits)    word 1: item    words 2, 3: step, low word first
 *  Philox key       seed, low word first
 *  unit u           block 16 * (u / 64) + (u % 16) / 2 + 8 * (u % 2), word (u % 64) / 16
 * </pre>
 *
 * So 64 units in a row take the four words of sixteen blocks, and even and odd units pack into one
 * vector of 64-bit lanes, whatever the width of the machine's vectors. Units lie in [0, 2^26).
 */
public record RandomStream(long seed, Purpose purpose) {
  /** Units in [0, UNIT_LIMIT) have their own numbers. */
  public static final int UNIT_LIMIT = 1 << 26;

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

  /** Fills {@code words[0..3]} with the block of the given index. */
  public void block(int item, long step, int block, int[] words) {
    Philox.block(
        counter(block),
        item,
        (int) step,
        (int) (step >>> 32),
        (int) seed,
        (int) (seed >>> 32),
        words);
  }

  /** The first counter word of a block. */
  public int counter(int block) {
    return purpose.code() << 24 | block;
  }

  /** The block that holds a unit's number. */
  public static int blockOf(int unit) {
    return (unit >>> 6) * 16 + ((unit & 15) >>> 1) + ((unit & 1) << 3);
  }

  /** The word of its block that is a unit's number. */
  public static int wordOf(int unit) {
    return (unit & 63) >>> 4;
  }

  private static double toUniform(int bits) {
    return ((bits & 0xFFFFFFFFL) + 0.5) * TO_UNIFORM;
  }
}
