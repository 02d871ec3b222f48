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

  /** Fields beyond this magnitude, times log2(e), saturate a threshold. */
  public static final float SATURATED_2 = 64f;

  /** Bits of {@link #SATURATED_2}. */
  public static final int SATURATED_2_BITS = 0x42800000;

  /** All bits of a float but its sign: as whole numbers, magnitudes are in the same order. */
  public static final int MAGNITUDE = 0x7FFFFFFF;

  /** One, in units of 2^-23: floats from here to twice as much are the whole numbers. */
  public static final float ONE_23 = 8388608f;

  /** Bits of {@link #ONE_23}. */
  public static final int ONE_23_BITS = 0x4B000000;

  /**
   * {@code 2^r = 1 + r (Q1 + r (Q2 + ...))} for r in [-1/2, 1/2]: least largest relative error,
   * 9.2e-8, by Lawson's algorithm.
   */
  public static final float Q1 = 0.693147f;

  public static final float Q2 = 0.24022242f;
  public static final float Q3 = 0.055507336f;
  public static final float Q4 = 0.009671513f;
  public static final float Q5 = 0.0013264726f;

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
   * {@code 2^23 * logistic(-x / log2(e))}, rounded to the nearest whole number: adding 2^23 leaves
   * it in the lowest bits, as a conversion from float to int is slow in vectors of JDK 17. Here the
   * products and sums of the polynomial are fused, and magnitudes are limited as whole numbers: the
   * lesser of two floats costs a processor of Intel's six operations, as NaN is neither.
   */
  static int threshold(float x) {
    int bits = Float.floatToRawIntBits(x);
    int magnitude = Math.min(bits & MAGNITUDE, SATURATED_2_BITS);
    float limited = Float.intBitsToFloat(magnitude | bits & ~MAGNITUDE);
    float shifted = limited + ROUNDING;
    float rest = limited - (shifted - ROUNDING);
    float mantissa = Math.fma(rest, Q5, Q4);
    mantissa = Math.fma(mantissa, rest, Q3);
    mantissa = Math.fma(mantissa, rest, Q2);
    mantissa = Math.fma(mantissa, rest, Q1);
    mantissa = Math.fma(mantissa, rest, 1f);
    int exponent = Float.floatToRawIntBits(shifted) << 23;
    float power = Float.intBitsToFloat(exponent + Float.floatToRawIntBits(mantissa));
    return Float.floatToRawIntBits(ONE_23 / (power + 1f) + ONE_23) - ONE_23_BITS;
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
