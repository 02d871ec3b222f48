package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntFunction;

/**
 * The mean of independent updates, and its standard error as a vector: the root of the covariance's
 * trace.
 */
public final class MeanUpdate {
  /** Of the norm: a standard error that mostly leaves power. */
  public static final double ENOUGH = 0.006;

  private final double[] mean;
  private double squares;
  private int count;

  MeanUpdate(int length) {
    this.mean = new double[length];
  }

  /** Welford's recurrence, over all components together. */
  void add(double[] update) {
    count++;
    for (int k = 0; k < mean.length; k++) {
      double before = update[k] - mean[k];
      mean[k] += before / count;
      squares += before * (update[k] - mean[k]);
    }
  }

  /**
   * Of independent updates, and of the same with a negative phase that is 5 % too large: the first
   * are what is expected within 5 standard errors of at most 1 % of its norm, and the second are
   * not.
   *
   * @param enough share of the norm that a standard error may be for there to be updates enough
   * @param most updates
   * @param updates makes both from a number of its own
   */
  public static void requireMean(
      double[] expected, double enough, int most, IntFunction<double[][]> updates) {
    MeanUpdate mean = new MeanUpdate(expected.length);
    MeanUpdate biased = new MeanUpdate(expected.length);
    double norm = Models.norm(expected);
    for (int update = 0; update < most; update++) {
      double[][] both = updates.apply(update);
      mean.add(both[0]);
      biased.add(both[1]);
      if (update > 100 && mean.standardError() < enough * norm) {
        break;
      }
    }
    double share = mean.standardError() / norm;
    assertTrue(share <= 0.01, () -> "standard error is " + share + " of the update");
    double off = mean.deviates(expected);
    assertTrue(off <= 5, () -> off + " standard errors from what is expected");
    double planted = biased.deviates(expected);
    assertTrue(planted > 5, () -> "a bias of 5 % is only " + planted + " standard errors");
  }

  double standardError() {
    return Math.sqrt(squares / (count - 1.0) / count);
  }

  /** Distance of the mean from what it should be, in standard errors. */
  double deviates(double[] expected) {
    return Models.norm(Models.difference(mean, expected)) / standardError();
  }
}
