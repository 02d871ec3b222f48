package dev.reverie.numeric;

/** One of several units is on, unit k with a probability proportional to {@code exp(field_k)}. */
public final class Softmax {
  private static final float ONE = 1 << 24;

  private Softmax() {}

  /**
   * Writes {@code exp(scale * (field - largest field))} in units of 2^-24, rounded: proportional to
   * the units' probabilities.
   *
   * @return their sum
   */
  public static long weights(
      float[] fields, int offset, int count, float scale, int[] weights, int weightsOffset) {
    float largest = fields[offset];
    for (int k = 1; k < count; k++) {
      largest = Math.max(largest, fields[offset + k]);
    }
    long sum = 0;
    for (int k = 0; k < count; k++) {
      float below = Math.max(scale * (fields[offset + k] - largest), -Logistic.SATURATED);
      int weight = (int) (Logistic.exp(below) * ONE + 0.5f);
      weights[weightsOffset + k] = weight;
      sum += weight;
    }
    return sum;
  }

  /**
   * The unit that is on.
   *
   * @param bits 32 random bits
   * @param sum of the weights
   */
  public static int draw(int bits, int[] weights, int offset, int count, long sum) {
    long left = (bits >>> 8) * sum >>> 24;
    for (int k = 0; k < count - 1; k++) {
      left -= weights[offset + k];
      if (left < 0) {
        return k;
      }
    }
    return count - 1;
  }

  /** A unit's probability in units of 2^-14, at most {@link VectorOps#MOST_PROBABILITY}. */
  public static int probability(int weight, long sum) {
    int rounded = (int) ((((long) weight << VectorOps.PROBABILITY_BITS + 1) / sum + 1) >>> 1);
    return Math.min(rounded, VectorOps.MOST_PROBABILITY);
  }
}
