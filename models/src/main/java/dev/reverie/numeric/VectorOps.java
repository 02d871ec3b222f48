package dev.reverie.numeric;

/**
 * The loops in which the time goes, each over one panel of 64 columns. All implementations give the
 * same bits: sums are added in one fixed order, products and sums are never fused, and functions
 * are polynomials of this package.
 *
 * <p>Arguments are not checked here beyond what the JVM does. Fields and weights must be finite:
 * parameters are checked before they are published, so that no field can be anything else.
 */
public interface VectorOps {
  /** Probabilities enter statistics as whole multiples of 2^-20. */
  int PROBABILITY_BITS = 20;

  /** As many probabilities as fit into a sum of 32 bits. */
  int NARROW_LIMIT = (1 << (31 - PROBABILITY_BITS)) - 1;

  /** A field so low that a unit is never on and its probability is 0: padding. */
  float NEVER = -1e30f;

  /** Length of the working memory that {@link #draw} takes. */
  int DRAW_WORK = 64;

  /** Partial sums and products of {@link #softplusGrowth}. */
  int GROWTH_PARTS = 16;

  /** Length of the array that {@link #softplusGrowth} writes to. */
  int GROWTH_LENGTH = 2 * GROWTH_PARTS + 64;

  /** What this implementation is, for logs: {@code scalar} or {@code vector 512 bits}. */
  String name();

  /**
   * {@code out[0..64) += sum over k of values[base + places[k] + (0..64)]}, one place after
   * another.
   */
  void addRows(float[] values, int base, int[] places, int count, float[] out, int outOffset);

  /** {@code out[0..64) = sum over k of values[base + places[k] + (0..64)]}. */
  void sumRows(int[] values, int base, int[] places, int count, int[] out, int outOffset);

  /**
   * Probabilities that 64 units are on: {@code logistic(scale * fields)} in units of 2^-24,
   * rounded, written to {@code thresholds}.
   */
  void thresholds(float[] fields, int fieldsOffset, float scale, int[] thresholds, int offset);

  /**
   * Draws 64 units: unit u is on when the upper 24 of its random bits, as a number, lie below its
   * threshold.
   *
   * @param counter first Philox counter of the panel's sixteen blocks, purpose included
   * @param blocks working memory of {@link #DRAW_WORK} numbers
   * @return the units, packed
   */
  long draw(
      int counter, int item, long step, long seed, int[] thresholds, int offset, long[] blocks);

  /** {@code out = (thresholds + 8) / 16}: probabilities in units of 2^-20, for statistics. */
  void probabilities(int[] thresholds, int offset, int[] out, int outOffset);

  /**
   * One gradient step with momentum for 64 weights:
   *
   * <pre>
   *  velocity' = momentum * velocity + rate * (gradient - decay * weight)
   *  weight'   = weight + velocity'
   * </pre>
   *
   * @return the largest magnitude of a new weight, NaN when one is NaN
   */
  float step(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      float[] velocity,
      int velocityOffset,
      StepSize size,
      float[] next,
      int nextOffset);

  /** {@code out[0..64) += scale * sums[0..64)}, each sum rounded to a float first. */
  void addScaled(int[] sums, int sumsOffset, float scale, float[] out, int outOffset);

  /** {@code out[0..64) = a[0..64) + b[0..64)}. */
  void add(float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset);

  /**
   * By how much {@code log(1 + exp(beta * x))}, summed over 64 fields x, grows when beta goes from
   * {@code from} to {@code from + change}. Both are at least 0. Nothing cancels, so that many small
   * steps add up to a large one:
   *
   * <pre>
   *  growth = change * sum max(x, 0) + log product (1 - y)
   *  y      = logistic(-from * |x|) * (1 - exp(-change * |x|))            0 <= y <= 1/2
   * </pre>
   *
   * @param out takes, for c in [0, 16) and the columns c, c + 16, c + 32, c + 48: at c the sum of
   *     max(x, 0), at 16 + c one less the product of 1 - y; the rest of its {@link #GROWTH_LENGTH}
   *     numbers is working memory
   */
  void softplusGrowth(float[] fields, int offset, float from, float change, float[] out);

  /** The implementation of this machine: vectors where the JVM has them, else scalars. */
  static VectorOps best() {
    return Provider.CHOSEN;
  }

  /** The readable reference. */
  static VectorOps scalar() {
    return new ScalarOps();
  }
}
