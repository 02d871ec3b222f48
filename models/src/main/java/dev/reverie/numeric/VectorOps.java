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
  /** Probabilities enter statistics as whole multiples of 2^-14. */
  int PROBABILITY_BITS = 14;

  /** As many probabilities as fit into a sum of 32 bits. */
  int NARROW_LIMIT = (1 << (31 - PROBABILITY_BITS)) - 1;

  /** A field so low that a unit is never on and its probability is 0: padding. */
  float NEVER = -1e30f;

  /** Length of the working memory that {@link #draw} takes. */
  int DRAW_WORK = 64;

  /** Length of the working memory that {@link #transpose} takes. */
  int TRANSPOSE_WORK = 64 * Panels.ROW_WORDS;

  /** Partial sums and products of {@link #softplusGrowth}. */
  int GROWTH_PARTS = 16;

  /** Length of the array that {@link #softplusGrowth} writes to. */
  int GROWTH_LENGTH = 2 * GROWTH_PARTS + 64;

  /** What becomes of the numbers that were in a result before. */
  enum Into {
    SET,
    ADD,
    SUBTRACT
  }

  /** What this implementation is, for logs: {@code scalar} or {@code vector 512 bits}. */
  String name();

  /**
   * {@code out[0..64) += sum over k of values[base + places[k] + (0..64)]}, one place after
   * another.
   */
  void addRows(float[] values, int base, int[] places, int count, float[] out, int outOffset);

  /**
   * {@code out[0..64) += sum over k in [0, rows) of factors[k] * values[base + 64 k + (0..64)]},
   * one row after another.
   */
  void addScaledRows(
      float[] values,
      int base,
      float[] factors,
      int factorsOffset,
      int rows,
      float[] out,
      int outOffset);

  /**
   * Sums of signed numbers of 16 bits, exact: {@code sums[0..64) = sum over k in [from, to) of row
   * values[base + places[k]]}, or added to what is there, or taken off. A multiple of 4 rows, of
   * which rows of zeros are the rest; at most 65,536.
   *
   * @param values rows of packed panels ({@link Panels})
   */
  void sumRows(
      long[] values,
      int base,
      int[] places,
      int from,
      int to,
      Into into,
      int[] sums,
      int sumsOffset);

  /**
   * For every four rows of a packed panel the sums of all 15 choices of them: {@code tables} takes
   * 16 rows for each group, the one whose number has bit k set where row k is in it, and zeros in
   * the first one of all. Sums must fit into 16 bits.
   */
  void tables(long[] rows, int offset, int groups, long[] tables, int tablesOffset);

  /** {@code fields[0..64) = bias[0..64) + unit * sums[0..64)}. */
  void fields(
      int[] sums,
      int sumsOffset,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset);

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

  /**
   * Probabilities in units of 2^-14, for statistics: {@code (thresholds + 512) / 1024}, as one row
   * of a packed panel.
   */
  void probabilities(int[] thresholds, int offset, long[] out, int outOffset);

  /**
   * One gradient step with momentum for some weights, as many as 64 goes into:
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
      int nextOffset,
      int length);

  /**
   * {@code out[0..length) = scale * sums[0..length) + otherScale * others[0..length)}, each sum
   * rounded to a float first; as many as 64 goes into.
   */
  void combine(
      int[] sums,
      int sumsOffset,
      float scale,
      int[] others,
      int othersOffset,
      float otherScale,
      float[] out,
      int outOffset,
      int length);

  /**
   * Rounds rows of a plain panel to rows of a packed one: {@code value * inverse} to the nearest
   * whole number, half to even, of which the lowest 16 bits are kept; magnitudes below 2^22.
   */
  void pack(float[] values, int offset, int rows, float inverse, long[] packed, int packedOffset);

  /**
   * Transposes 64 rows of a packed panel: row j of {@code out} takes column j of {@code in}.
   *
   * @param work of {@link #TRANSPOSE_WORK} words
   */
  void transpose(long[] in, int inOffset, long[] out, int outOffset, long[] work);

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
