package dev.reverie.rbm;

import dev.reverie.random.RandomStream;

/** Units from fair coins. */
final class Noise {
  private Noise() {}

  static void fill(RandomStream coins, int item, long step, int units, long[] bits, int offset) {
    for (int unit = 0; unit < units; unit++) {
      long mask = 1L << unit;
      if (coins.bits(item, step, unit) < 0) {
        bits[offset + (unit >>> 6)] |= mask;
      } else {
        bits[offset + (unit >>> 6)] &= ~mask;
      }
    }
  }
}
