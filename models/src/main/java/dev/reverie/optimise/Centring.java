package dev.reverie.optimise;

/**
 * Offsets that units' values are taken from in a gradient, so that learning does not depend on
 * which of a unit's two states is called 1 (Montavon and Mueller 2012; Melchior, Fischer and
 * Wiskott 2016). They follow means:
 *
 * <pre>
 *  offset' = (1 - rate) * offset + rate * mean
 * </pre>
 *
 * @param means which
 * @param rate in [0, 1]
 */
public record Centring(Means means, double rate) {
  /** How quickly offsets follow when nobody says. */
  public static final double DEFAULT_RATE = 0.01;

  /** No offsets. */
  public static final Centring NONE = new Centring(Means.NONE, 0);

  /** Means that offsets follow. */
  public enum Means {
    /** There are no offsets. */
    NONE,
    /** Those of the positive phase. */
    DATA,
    /** Those of the negative phase. */
    MODEL,
    /** The average of both: the enhanced gradient (Cho, Raiko and Ilin 2011). */
    AVERAGE
  }

  public Centring {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate=" + rate + ", must lie in [0, 1]");
    }
  }

  /** Whether there are offsets. */
  public boolean present() {
    return means != Means.NONE;
  }
}
