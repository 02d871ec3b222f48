package dev.reverie.data;

import dev.reverie.random.RandomStream;

/** The random numbers of one generated row, one after the other. */
final class Draws {
  private final RandomStream random;
  private final int item;
  private final long step;
  private int unit;

  Draws(RandomStream random, int item, long step) {
    this.random = random;
    this.item = item;
    this.step = step;
  }

  double uniform(double least, double most) {
    return least + (most - least) * random.uniform(item, step, unit++);
  }

  int below(int bound) {
    return random.below(bound, item, step, unit++);
  }

  /** Normal with mean 0. */
  double normal(double deviation) {
    int pair = unit + 1 >>> 1;
    unit = 2 * pair + 2;
    return deviation * random.gaussian(item, step, pair);
  }
}
