package dev.reverie.optimise;

/**
 * What holds weights small or hidden units rarely on.
 *
 * @param l1 factor of the sum of magnitudes; each step then moves every weight towards 0 by rate *
 *     l1, and not beyond (Langford, Li and Zhang 2009)
 * @param l2 factor of half the sum of squares: weight decay
 * @param normBound the most that the root of the sum of squares of a hidden unit's weights may be;
 *     infinity for no bound (Srebro and Shraibman 2005)
 * @param sparsityTarget the mean at which hidden units are to be on, in (0, 1)
 * @param sparsityRate factor of the cross-entropy between that and what they are in a mini-batch
 *     (Nair and Hinton 2009); 0 for none
 */
public record Penalties(
    double l1, double l2, double normBound, double sparsityTarget, double sparsityRate) {
  /** Nothing is penalised. */
  public static final Penalties NONE = weightDecay(0);

  public Penalties {
    if (!(l1 >= 0 && l2 >= 0 && sparsityRate >= 0)) {
      throw new IllegalArgumentException(
          "l1=" + l1 + " l2=" + l2 + " sparsityRate=" + sparsityRate + ", must not be negative");
    }
    if (!(normBound > 0)) {
      throw new IllegalArgumentException("normBound=" + normBound + ", must be positive");
    }
    if (!(sparsityTarget > 0 && sparsityTarget < 1)) {
      throw new IllegalArgumentException(
          "sparsityTarget=" + sparsityTarget + ", must lie in (0, 1)");
    }
  }

  /** Weight decay alone. */
  public static Penalties weightDecay(double l2) {
    return new Penalties(0, l2, Double.POSITIVE_INFINITY, 0.5, 0);
  }

  /** Whether there is a bound on norms. */
  public boolean bounded() {
    return normBound < Double.POSITIVE_INFINITY;
  }
}
