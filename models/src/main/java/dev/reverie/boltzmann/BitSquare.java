package dev.reverie.boltzmann;

/** Squares of 64 words of 64 bits. */
final class BitSquare {
  private BitSquare() {}

  /**
   * Transposes a square: bit c of word r and bit r of word c change places (Warren, Hacker's
   * Delight, 7-3).
   */
  static void turn(long[] words, int offset) {
    long mask = 0x0000_0000_FFFF_FFFFL;
    for (int half = 32; half != 0; half >>>= 1) {
      for (int r = 0; r < 64; r = (r + half + 1) & ~half) {
        int low = offset + r;
        int high = low + half;
        long swapped = (words[low] >>> half ^ words[high]) & mask;
        words[high] ^= swapped;
        words[low] ^= swapped << half;
      }
      mask ^= mask << (half >>> 1);
    }
  }
}
