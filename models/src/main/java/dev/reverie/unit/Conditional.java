package dev.reverie.unit;

import dev.reverie.numeric.Logistic;
import dev.reverie.random.RandomStream;

/**
 * The distribution of units given what acts on them, in double precision: for a unit that is drawn
 * on its own its field f, the factor of its value in minus the energy, at inverse temperature 1.
 * Softmax units are drawn by their group. Gaussian units with a variance s have an input m instead,
 * their mean, and the energy {@code (x - m)^2 / 2 s}.
 */
public final class Conditional {
  private Conditional() {}

  /** log of the sum or integral over a unit's values x of exp(f x - own energy). */
  public static double logPartition(UnitKind kind, double f) {
    return switch (kind) {
      case BINARY -> softplus(f);
      case SPIN -> Math.abs(f) + StrictMath.log1p(StrictMath.exp(-2 * Math.abs(f)));
      case GAUSSIAN -> f * f / 2 + Normal.HALF_LOG_TWO_PI;
      case RECTIFIED -> Normal.logHalfPartition(f);
      case SOFTMAX -> throw grouped();
    };
  }

  /** The mean of a unit's values. */
  public static double mean(UnitKind kind, double f) {
    return switch (kind) {
      case BINARY -> 1 / (1 + StrictMath.exp(-f));
      case SPIN -> StrictMath.tanh(f);
      case GAUSSIAN -> f;
      case RECTIFIED -> Normal.halfMean(f);
      case SOFTMAX -> throw grouped();
    };
  }

  /** A draw of a unit's value at an inverse temperature; NaN where the field is NaN. */
  public static double draw(
      UnitKind kind, double f, double beta, RandomStream random, int item, long step, int unit) {
    if (Double.isNaN(f)) {
      return f;
    }
    return switch (kind) {
      case BINARY -> random.uniform(item, step, unit) < logistic(beta * f) ? 1 : 0;
      case SPIN -> random.uniform(item, step, unit) < logistic(2 * beta * f) ? 1 : -1;
      case GAUSSIAN -> f + Normal.quantile(random.uniform(item, step, unit)) / Math.sqrt(beta);
      case RECTIFIED -> {
        double root = Math.sqrt(beta);
        yield HalfNormalDraw.of(f * root, random, item, step, unit) / root;
      }
      case SOFTMAX -> throw grouped();
    };
  }

  /**
   * The unit of a softmax group that is on.
   *
   * @param probabilities of the group's units
   * @param uniform in (0, 1)
   */
  public static int drawGroup(double[] probabilities, double uniform) {
    double left = uniform;
    int drawn = 0;
    while (drawn < probabilities.length - 1 && left >= probabilities[drawn]) {
      left -= probabilities[drawn++];
    }
    return drawn;
  }

  /** Single precision is enough for a comparison with a number of 32 bits, and quicker. */
  private static float logistic(double x) {
    return Logistic.logistic((float) x);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** log of the sum of exp of a softmax group's fields. */
  public static double logPartition(double[] fields, int from, int states) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + states; k++) {
      largest = Math.max(largest, fields[k]);
    }
    double sum = 0;
    for (int k = from; k < from + states; k++) {
      sum += StrictMath.exp(fields[k] - largest);
    }
    return largest + StrictMath.log(sum);
  }

  private static IllegalArgumentException grouped() {
    return new IllegalArgumentException("kind=softmax, must be drawn and summed by the group");
  }
}
