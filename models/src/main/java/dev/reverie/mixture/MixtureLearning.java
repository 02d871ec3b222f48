package dev.reverie.mixture;

import dev.reverie.input.InputException;

/**
 * How a mixture learns.
 *
 * @param pseudoCount c of 0 and more: an M-step counts, for each component, so many rows besides
 *     its own that are distributed as all data column by column. It maximises the likelihood times
 *     a conjugate prior, and the likelihood itself at 0
 * @param varianceFloor a normal distribution's variance is at least this share of the column's in
 *     all data, in (0, 1]
 * @param seed of the rows that components start from
 */
public record MixtureLearning(double pseudoCount, double varianceFloor, long seed) {
  public static final double PSEUDO_COUNT = 1;
  public static final double VARIANCE_FLOOR = 1e-3;

  public MixtureLearning {
    if (!(pseudoCount >= 0 && pseudoCount <= 1e6)) {
      throw new InputException("pseudo-count=" + pseudoCount + ", must lie in [0, 1000000]");
    }
    if (!(varianceFloor > 0 && varianceFloor <= 1)) {
      throw new InputException("variance-floor=" + varianceFloor + ", must lie in (0, 1]");
    }
  }

  /** With a pseudo-count of 1 and a variance floor of 0.001. */
  public static MixtureLearning of(long seed) {
    return new MixtureLearning(PSEUDO_COUNT, VARIANCE_FLOOR, seed);
  }
}
