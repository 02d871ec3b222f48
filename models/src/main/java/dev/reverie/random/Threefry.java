package dev.reverie.random;

/**
 * Threefry2x64-20, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC 2011), from the block cipher Threefish: twenty rounds of
 * addition, rotation and exclusive or turn a 128-bit counter and a 128-bit key into 128 random
 * bits. Every four rounds words of the key and the number of fours are added.
 */
public final class Threefry {
  /** Bits by which rounds 0 to 7 rotate, and all others by eights. */
  public static final int ROTATION_0 = 16;

  public static final int ROTATION_1 = 42;
  public static final int ROTATION_2 = 12;
  public static final int ROTATION_3 = 31;
  public static final int ROTATION_4 = 16;
  public static final int ROTATION_5 = 32;
  public static final int ROTATION_6 = 24;
  public static final int ROTATION_7 = 21;

  /** What the key's third word is made of, with the other two, by exclusive or. */
  public static final long PARITY = 0x1BD11BDAA9FC1A22L;

  private Threefry() {}

  /** Writes one block to {@code out[0..3]}: both words, each from its lower half. */
  public static void block(long c0, long c1, long k0, long k1, int[] out) {
    long k2 = PARITY ^ k0 ^ k1;
    long x0 = c0 + k0;
    long x1 = c1 + k1;
    for (int fours = 1; fours <= 5; fours++) {
      boolean odd = fours % 2 != 0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? ROTATION_0 : ROTATION_4) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? ROTATION_1 : ROTATION_5) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? ROTATION_2 : ROTATION_6) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? ROTATION_3 : ROTATION_7) ^ x0;
      long first = k0;
      k0 = k1;
      k1 = k2;
      k2 = first;
      x0 += k0;
      x1 += k1 + fours;
    }
    out[0] = (int) x0;
    out[1] = (int) (x0 >>> 32);
    out[2] = (int) x1;
    out[3] = (int) (x1 >>> 32);
  }
}
