package dev.reverie.data;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * A permutation of [0, rows) for each pass that is computed, not stored: a Feistel network on a
 * power of two that holds the rows, walked until it hits one (Black and Rogaway, "Ciphers with
 * arbitrary finite domains", CT-RSA 2002). From 129 rows on that takes fewer than two tries on
 * average.
 */
final class RowOrder {
  /**
   * With 8 bits or more, eight rounds make every order of 5 rows as likely as any other; with 3
   * bits, 16 rounds do not.
   */
  private static final int ROUNDS = 8;

  private static final int LEAST_BITS = 8;
  private static final int KEYS_PER_BLOCK = 4;

  private final int rows;
  private final int leftBits;
  private final int leftMask;
  private final int rightMask;
  private final RandomStream random;

  RowOrder(int rows, long seed) {
    int bits = Math.max(LEAST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1));
    this.rows = rows;
    this.leftBits = bits / 2;
    this.leftMask = (1 << leftBits) - 1;
    this.rightMask = (1 << bits - leftBits) - 1;
    this.random = new RandomStream(seed, Purpose.SHUFFLE);
  }

  /** The keys of one pass, for {@link #row}. */
  int[] keys(long pass) {
    int[] keys = new int[ROUNDS];
    int[] block = new int[KEYS_PER_BLOCK];
    for (int round = 0; round < ROUNDS; round += KEYS_PER_BLOCK) {
      random.block(0, pass, round / KEYS_PER_BLOCK, block);
      System.arraycopy(block, 0, keys, round, KEYS_PER_BLOCK);
    }
    return keys;
  }

  /** The row that is presented at a position of a pass. */
  int row(int[] keys, int position) {
    int row = position;
    do {
      row = permute(keys, row);
    } while (Integer.compareUnsigned(row, rows) >= 0);
    return row;
  }

  private int permute(int[] keys, int value) {
    int left = value & leftMask;
    int right = value >>> leftBits;
    for (int round = 0; round < ROUNDS; round += 2) {
      left ^= mix(right + keys[round]) & leftMask;
      right ^= mix(left + keys[round + 1]) & rightMask;
    }
    return right << leftBits | left;
  }

  /**
   * A bijection of 32 bits in which every bit depends on every other: "lowbias32" of C. Wellons'
   * hash-prospector.
   */
  private static int mix(int value) {
    value ^= value >>> 16;
    value *= 0x7FEB352D;
    value ^= value >>> 15;
    value *= 0x846CA68B;
    value ^= value >>> 16;
    return value;
  }
}
