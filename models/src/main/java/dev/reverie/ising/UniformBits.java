package dev.reverie.ising;

import dev.reverie.random.RandomStream;

/** {@link RandomStream#bits} of all units of an item at a step; a block serves four units. */
final class UniformBits {
  private static final int PANEL = 64;
  private static final int BLOCKS = 16;

  private final int[] bits;
  private final int[] words = new int[4];

  UniformBits(int units) {
    this.bits = new int[(units + PANEL - 1) / PANEL * PANEL];
  }

  /** One number a unit, valid until the next call. */
  int[] of(RandomStream random, int item, long step) {
    for (int first = 0; first < bits.length; first += PANEL) {
      int block = RandomStream.blockOf(first);
      for (int k = 0; k < BLOCKS; k++) {
        random.block(item, step, block + k, words);
        int unit = first + 2 * (k & BLOCKS / 2 - 1) + k / (BLOCKS / 2);
        bits[unit] = words[0];
        bits[unit + BLOCKS] = words[1];
        bits[unit + 2 * BLOCKS] = words[2];
        bits[unit + 3 * BLOCKS] = words[3];
      }
    }
    return bits;
  }
}
