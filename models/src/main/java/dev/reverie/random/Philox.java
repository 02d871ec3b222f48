package dev.reverie.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC 2011): ten rounds of multiplication and exclusive or turn a
 * 128-bit counter and a 64-bit key into 128 random bits.
 */
public final class Philox {
  /** First multiplier of the published generator. */
  public static final int MULTIPLIER_0 = 0xD2511F53;

  /** Second multiplier of the published generator. */
  public static final int MULTIPLIER_1 = 0xCD9E8D57;

  /** Key increment: the golden ratio. */
  public static final int WEYL_0 = 0x9E3779B9;

  /** Key increment: the square root of 3, less 1. */
  public static final int WEYL_1 = 0xBB67AE85;

  /** Rounds of the published generator. */
  public static final int ROUNDS = 10;

  private static final long MASK = 0xFFFFFFFFL;

  private Philox() {}

  /** Writes the four 32-bit words of one block to {@code out[0..3]}. */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = (MULTIPLIER_0 & MASK) * (c0 & MASK);
      long product1 = (MULTIPLIER_1 & MASK) * (c2 & MASK);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}
