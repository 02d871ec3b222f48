package dev.reverie.unit;

import dev.reverie.random.RandomStream;

/** Draws from normal distributions truncated to numbers of at least 0. */
final class HalfNormalDraw {
  /** From here on the inverse of the distribution function is exact enough. */
  private static final double NEAR = -2;

  /** Units of a layer are fewer than this, so that attempts have numbers of their own. */
  private static final int STRIDE = 1 << 16;

  private static final int ATTEMPTS = RandomStream.UNIT_LIMIT / STRIDE / 2 - 1;

  private HalfNormalDraw() {}

  /** A draw from N(f, 1) truncated; far in the tail by rejection (Robert 1995, section 2.2). */
  static double of(double f, RandomStream random, int item, long step, int unit) {
    if (f >= NEAR) {
      double upper = random.uniform(item, step, unit) * Normal.below(f);
      return Math.max(0, f - Normal.quantile(upper));
    }
    double slope = (-f + Math.sqrt(f * f + 4)) / 2;
    double drawn = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int at = unit + 2 * attempt * STRIDE;
      drawn = -StrictMath.log(random.uniform(item, step, at)) / slope;
      double off = drawn - f - slope;
      if (random.uniform(item, step, at + STRIDE) <= StrictMath.exp(-off * off / 2)) {
        break;
      }
    }
    return drawn;
  }
}
