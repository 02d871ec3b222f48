package dev.reverie.optimise;

/**
 * A second set of weights that learns quickly and forgets, added to the parameters where chains
 * read them, so that these are driven away from where they are (Tieleman and Hinton 2009):
 *
 * <pre>
 *  fast' = decay * fast + rate * gradient
 * </pre>
 *
 * @param rate of learning, which does not fall
 * @param decay in [0, 1)
 */
public record FastWeights(double rate, double decay) {
  /** What their inventors use. */
  public static final FastWeights DEFAULT = new FastWeights(0.1, 0.95);

  public FastWeights {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY && decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "rate="
              + rate
              + " decay="
              + decay
              + ", must be finite and not negative, and lie in [0, 1)");
    }
  }
}
