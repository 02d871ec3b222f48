package dev.reverie.numeric.vector;

import dev.reverie.numeric.Panels;
import dev.reverie.random.RandomStream;

/** Units whose first random bits do not decide: one panel of a state in a thousand has one. */
final class Ties {
  private Ties() {}

  /**
   * Draws those of 64 units whose first bits equal their threshold's, and leaves the others as they
   * are drawn.
   */
  static long settle(
      long drawn,
      RandomStream random,
      int panel,
      int item,
      long step,
      int[] thresholds,
      int offset) {
    for (int column = 0; column < Panels.WIDTH; column++) {
      int unit = panel * Panels.WIDTH + column;
      int threshold = thresholds[offset + column];
      int first = random.firstDrawBits(item, step, unit);
      if (first == threshold >>> RandomStream.SECOND_BITS) {
        boolean on = random.drawBits(item, step, unit) < threshold;
        drawn = drawn & ~(1L << column) | (on ? 1L : 0L) << column;
      }
    }
    return drawn;
  }
}
