package dev.reverie.unit;

/** What values a unit takes, and how a field makes them more or less likely. */
public enum UnitKind {
  /** 0 or 1: {@code p(1) = logistic(field)}. */
  BINARY("binary", true, true),
  /** -1 or +1: {@code p(+1) = logistic(2 field)}. */
  SPIN("spin", true, true),
  /**
   * One of several units is 1 and the others are 0 (Potts): {@code p(k) = exp(field_k) / sum over l
   * of exp(field_l)}.
   */
  SOFTMAX("softmax", true, true),
  /**
   * A real number with a learned variance: {@code N(bias + input, variance)}, where the other layer
   * sees it divided by the variance (Cho, Ilin and Raiko 2011).
   */
  GAUSSIAN("gaussian", false, false),
  /**
   * A number that is not negative: {@code N(field, 1)} truncated to [0, infinity) (Su et al. 2016).
   */
  RECTIFIED("rectified", false, false);

  private final String key;
  private final boolean discrete;
  private final boolean bounded;

  UnitKind(String key, boolean discrete, boolean bounded) {
    this.key = key;
    this.discrete = discrete;
    this.bounded = bounded;
  }

  /** The name in settings and files. */
  public String key() {
    return key;
  }

  /** Whether a unit's state is one bit. */
  public boolean discrete() {
    return discrete;
  }

  /** Whether a unit's values are bounded. */
  public boolean bounded() {
    return bounded;
  }

  /** A discrete unit's value is {@code scale * bit + shift}. */
  public int scale() {
    return this == SPIN ? 2 : 1;
  }

  /** See {@link #scale}. */
  public int shift() {
    return this == SPIN ? -1 : 0;
  }

  /**
   * The mean of a unit whose field is 0.
   *
   * @param states of its softmax group
   */
  public float meanAtZero(int states) {
    return switch (this) {
      case BINARY -> 0.5f;
      case SPIN, GAUSSIAN -> 0f;
      case SOFTMAX -> 1f / states;
      case RECTIFIED -> (float) StrictMath.sqrt(2 / StrictMath.PI);
    };
  }
}
