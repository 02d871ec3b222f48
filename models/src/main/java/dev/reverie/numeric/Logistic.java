package dev.reverie.numeric;

/**
 * The exponential function's polynomial (Cephes, {@code expf}: relative error below 2e-7), shared
 * by all implementations, and the scalar functions made of it.
 */
public final class Logistic {
  /** Fields beyond this magnitude saturate; exp of it is still finite. */
  public static final float SATURATED = 87f;

  /** log2(e). */
  public static final float LOG2_E = 1.44269504f;

  /** 1.5 * 2^23: added to a small number it leaves the nearest whole number in the lowest bits. */
  public static final float ROUNDING = 12582912f;

  /** Upper part of ln 2, with trailing zeros, so that its product with an exponent is exact. */
  public static final float LN2_HIGH = 0.693359375f;

  /** The rest of ln 2. */
  public static final float LN2_LOW = -2.12194440e-4f;

  public static final float P0 = 1.9875691500e-4f;
  public static final float P1 = 1.3981999507e-3f;
  public static final float P2 = 8.3334519073e-3f;
  public static final float P3 = 4.1665795894e-2f;
  public static final float P4 = 1.6666665459e-1f;
  public static final float P5 = 5.0000001201e-1f;

  /** Bits of 1.0f: the exponent's bias. */
  public static final int ONE_BITS = 0x3F800000;

  /** Bits of {@link #ROUNDING}. */
  public static final int ROUNDING_BITS = 0x4B400000;

  /** One, in units of 2^-12. */
  public static final float ONE_12 = 4096f;

  /** A product of factors of at most 2 that is still far from overflow. */
  private static final double PRODUCT_LIMIT = 1e300;

  private Logistic() {}

  /** {@code exp(x)} for x in [-87, 87]. */
  static float exp(float x) {
    float shifted = x * LOG2_E + ROUNDING;
    float whole = shifted - ROUNDING;
    float rest = x - whole * LN2_HIGH - whole * LN2_LOW;
    float polynomial = ((((P0 * rest + P1) * rest + P2) * rest + P3) * rest + P4) * rest + P5;
    float mantissa = polynomial * (rest * rest) + rest + 1f;
    return mantissa * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE_BITS);
  }

  /** {@code 1 / (1 + exp(-x))}; NaN stays NaN. */
  public static float logistic(float x) {
    return 1f / (1f + exp(Math.min(Math.max(-x, -SATURATED), SATURATED)));
  }

  /** {@code 1 / (1 + exp(x))} for x of at least 0, with an error relative to the result itself. */
  static float tail(float x) {
    float power = exp(Math.max(-x, -SATURATED));
    return power / (1f + power);
  }

  /** {@code 1 - exp(-x)} for x of at least 0, with an error relative to the result itself. */
  static float oneMinusExp(float x) {
    float limited = Math.max(-x, -SATURATED);
    float shifted = limited * LOG2_E + ROUNDING;
    float whole = shifted - ROUNDING;
    float rest = limited - whole * LN2_HIGH - whole * LN2_LOW;
    float polynomial = ((((P0 * rest + P1) * rest + P2) * rest + P3) * rest + P4) * rest + P5;
    float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE_BITS);
    return 1f - power - (polynomial * (rest * rest) + rest) * power;
  }

  /**
   * {@code 2^24 * logistic(x)}, rounded to the nearest whole number. Upper and lower twelve bits
   * are rounded one after the other by adding {@link #ROUNDING}: a conversion from float to int is
   * slow in vectors of JDK 17.
   */
  static int threshold(float x) {
    float scaled = logistic(x) * ONE_12;
    float upper = scaled + ROUNDING;
    float lower = (scaled - (upper - ROUNDING)) * ONE_12 + ROUNDING;
    return (Float.floatToRawIntBits(upper) - ROUNDING_BITS << 12)
        + Float.floatToRawIntBits(lower)
        - ROUNDING_BITS;
  }

  /** {@code log(1 + exp(x))} without overflow or cancellation. */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * {@link #softplus} summed over the first {@code count} numbers; one logarithm serves many of
   * them.
   */
  public static double softplusSum(float[] fields, int count) {
    double sum = 0;
    double product = 1;
    for (int k = 0; k < count; k++) {
      sum += Math.max(fields[k], 0);
      product *= 1 + Math.exp(-Math.abs((double) fields[k]));
      if (product > PRODUCT_LIMIT) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  }

  /** {@link #softplusSum(float[], int)} of all numbers. */
  public static double softplusSum(double[] fields) {
    double sum = 0;
    double product = 1;
    for (double field : fields) {
      sum += Math.max(field, 0);
      product *= 1 + Math.exp(-Math.abs(field));
      if (product > PRODUCT_LIMIT) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  }
}
