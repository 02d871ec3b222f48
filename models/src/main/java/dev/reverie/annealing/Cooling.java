package dev.reverie.annealing;

/**
 * Temperatures that fall by one factor from sweep to sweep, T' = alpha T, from a first to a last.
 *
 * @param start temperature of the first sweep, finite and positive
 * @param end temperature of the last sweep, positive and at most the first
 * @param sweeps 1 to {@link #SWEEP_LIMIT}
 */
public record Cooling(double start, double end, int sweeps) {
  /** The most sweeps. */
  public static final int SWEEP_LIMIT = 1_000_000_000;

  public Cooling {
    if (!(end > 0 && start >= end && start < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "start=" + start + " end=" + end + ", must be finite, positive and not rise");
    }
    if (sweeps < 1 || sweeps > SWEEP_LIMIT) {
      throw new IllegalArgumentException("sweeps=" + sweeps + ", must be 1 to " + SWEEP_LIMIT);
    }
  }

  /** The factor, at most 1. */
  public double alpha() {
    return sweeps == 1 ? 1 : StrictMath.pow(end / start, 1.0 / (sweeps - 1));
  }

  /** The temperature of a sweep, counted from 0. */
  public double temperature(int sweep) {
    return sweeps == 1 ? end : start * StrictMath.pow(end / start, (double) sweep / (sweeps - 1));
  }
}
