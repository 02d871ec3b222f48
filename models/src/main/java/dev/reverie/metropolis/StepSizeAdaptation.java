package dev.reverie.metropolis;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;

/**
 * How the size of a step follows the acceptance rate of all particles together. In the first {@code
 * warmUpUpdates} updates it moves by Robbins and Monro's recursion (Andrieu and Thoms 2008,
 * algorithm 4); then it stays, so that the kernel is exact:
 *
 * <pre>
 *  log size' = log size + 2 (update + 1)^-0.6 (acceptance - target)
 * </pre>
 *
 * @param initial standard deviation of a coordinate's step at the start
 * @param target rate of acceptance that is aimed at, in (0, 1)
 */
public record StepSizeAdaptation(double initial, long warmUpUpdates, double target) {
  private static final double GAIN = 2;
  private static final double GAIN_DECAY = -0.6;

  public StepSizeAdaptation {
    if (!(initial > 0 && initial <= Parameters.LIMIT)) {
      throw new IllegalArgumentException(
          "initial=" + initial + ", must be positive and at most " + Parameters.LIMIT);
    }
    if (warmUpUpdates < 0) {
      throw new IllegalArgumentException(
          "warmUpUpdates=" + warmUpUpdates + ", must not be negative");
    }
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException("target=" + target + ", must lie in (0, 1)");
    }
  }

  /**
   * The size after one more update.
   *
   * @param acceptance mean over all particles, in [0, 1]
   * @throws DivergedException when it is too small to move anything
   */
  double adapted(long update, double size, double acceptance) {
    if (update >= warmUpUpdates) {
      return size;
    }
    double gain = GAIN * StrictMath.pow(update + 1, GAIN_DECAY);
    double next = size * StrictMath.exp(gain * (acceptance - target));
    if (!(next >= Float.MIN_NORMAL)) {
      throw new DivergedException(
          "step size=" + next + " after acceptance=" + acceptance, "update");
    }
    return next;
  }
}
