package dev.reverie.tempering;

/**
 * Bennett's acceptance ratio (1976, eq. 7 to 12) for two neighbouring distributions p = p* / Z and
 * p' = p'* / Z' with as many states of each. With g(x) = log p'*(x) - log p*(x) and any C,
 *
 * <pre>
 *  log Z'/Z = C + log( E_p[logistic(g - C)] / E_p'[logistic(C - g)] )
 * </pre>
 *
 * and the choice of least variance is C = log Z'/Z itself, at which both means are equal. They then
 * both are the overlap of the distributions, the integral of p p' / (p + p'), which is 1/2 where
 * they are the same and also the slope by which their difference falls with C.
 */
public final class Bennett {
  /**
   * Newton's step does not divide by less, and where there is less estimates are not to be used.
   */
  static final double LEAST_OVERLAP = 0.02;

  private Bennett() {}

  /** The term of a state of the lower distribution. */
  public static double forward(double growth, double logRatio) {
    return logistic(growth - logRatio);
  }

  /** The term of a state of the upper distribution. */
  public static double backward(double growth, double logRatio) {
    return logistic(logRatio - growth);
  }

  /** Alike on every JVM. */
  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /**
   * A share of Newton's step towards the root. Linear in the two means, so that repeated with a
   * small share it averages their noise away without a bias of first order.
   */
  static double step(
      double logRatio, double forward, double backward, double overlap, double share) {
    return logRatio + share * (forward - backward) / Math.max(overlap, LEAST_OVERLAP);
  }
}
