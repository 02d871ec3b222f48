package dev.reverie.numeric;

import dev.reverie.random.RandomStream;

/**
 * The loops in which the time goes, over one panel of 64 columns and many rows, lists of rows or
 * states. All implementations give the same bits: whole numbers are summed exactly, floats in one
 * fixed order, products and sums are fused only where it says so, and functions are polynomials of
 * this package.
 *
 * <p>Arguments are not checked here beyond what the JVM does. Fields and weights must be finite:
 * parameters are checked before they are published, so that no field can be anything else.
 */
public interface VectorOps {
  /** Probabilities enter statistics as whole multiples of 2^-14. */
  int PROBABILITY_BITS = 14;

  /** The largest such multiple: four of them fit into 16 bits. */
  int MOST_PROBABILITY = (1 << PROBABILITY_BITS) - 1;

  /** As many probabilities as fit into a sum of 32 bits. */
  int NARROW_LIMIT = (1 << (31 - PROBABILITY_BITS)) - 1;

  /** Units are drawn with probabilities in whole multiples of 2^-23. */
  int THRESHOLD_BITS = RandomStream.DRAW_BITS;

  /** A field so low that a unit is never on and its probability is 0: padding. */
  float NEVER = -1e30f;

  /** States that {@link #draw} makes random numbers for at a time: an even number. */
  int DRAWN_TOGETHER = 16;

  /** Length of the working memory that {@link #draw} takes. */
  int DRAW_WORK = Panels.LEAD_IN_WORDS + DRAWN_TOGETHER * Panels.ROW_WORDS;

  /** Length of the working memory that {@link #fieldsOfFours} takes. */
  int FOURS_WORK = Panels.LEAD_IN + Panels.LISTS_OF_FOUR * Panels.WIDTH;

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
   * Real-valued states by weights: for every state s
   *
   * <pre>
   *  out[64 s + (0..64)] += sum over k in [0, rows) of factors[places[s] + k] * values[base + 64 k + (0..64)]
   * </pre>
   *
   * one row after another, each product and sum fused. A state's bits depend on no other state.
   *
   * @param places where the factors of each of {@code states} states begin
   */
  void addProducts(
      float[] values,
      int base,
      int rows,
      float[] factors,
      int[] places,
      int states,
      float[] out,
      int outOffset);

  /**
   * Sums over states of products, each rounded to a whole number, half to even: for every unit u
   *
   * <pre>
   *  sums[64 u + (0..64)] = sum over n in [0, states) of round(factors[factorsOffset + stride u + n] * rows[rowsOffset + 64 n + (0..64)])
   * </pre>
   *
   * or added to what is there, or taken off.
   *
   * @param rows whole numbers in [0, 2^22)
   * @param factors in [0, 1]
   */
  void sumRounded(
      float[] rows,
      int rowsOffset,
      int states,
      float[] factors,
      int factorsOffset,
      int stride,
      int units,
      Into into,
      int[] sums,
      int sumsOffset);

  /**
   * {@code out[0..64) += sum over k in [0, count) of factors[k] * values[base + places[k] +
   * (0..64)]}, one place after another; products are rounded before they are added.
   */
  void addWeightedRows(
      float[] values,
      int base,
      int[] places,
      int placesOffset,
      float[] factors,
      int factorsOffset,
      int count,
      float[] out,
      int outOffset);

  /**
   * Transposes matrices of 64 x 64 bits in place by swapping ever smaller blocks (Warren, Hacker's
   * Delight, 7-3).
   *
   * @param rows 64 rows from 0 on, of {@code words} words each: one row of as many matrices
   * @param words a multiple of 8
   */
  void transposeBits(long[] rows, int words);

  /**
   * {@link Panels#places} of many states, one behind the other.
   *
   * @param places has room for the units of all states, 3 more a state, and {@link
   *     Panels#SPARE_PLACES} at the end
   * @param starts gets where the lists of states 1 to {@code states} start, the last of which is
   *     the end; that of state 0 is given
   */
  void places(
      long[] bits, int bitsOffset, int words, int states, int zeros, int[] places, int[] starts);

  /**
   * Fields of 64 units in many states, each bias plus a sum of packed weights, which is exact: for
   * every list k
   *
   * <pre>
   *  fields[64 k + (0..64)] = bias[0..64) + unit * sum of the rows at base + places[starts[k] .. starts[k + 1])
   * </pre>
   *
   * @param rows packed weights ({@link Panels})
   * @param starts where lists start: {@code lists + 1} numbers; every list is a multiple of 4 long
   *     and at most 65,536
   */
  void fields(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset);

  /**
   * {@link #fields} of states four by four, from the lists of {@link Panels#placesOfFours}, whose
   * sums are added up for each state: the same bits. Where the states are no multiple of 4, the
   * fields of the last one are written several times, until they are.
   *
   * @param work takes {@link #FOURS_WORK} numbers
   */
  void fieldsOfFours(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int states,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset,
      float[] work);

  /**
   * Sums of rows of probabilities, exact: for every list k
   *
   * <pre>
   *  sums[64 k + (0..64)] = sum of the rows at base + places[starts[k] .. starts[k + 1]) - excess[k]
   * </pre>
   *
   * and more by {@code sums[64 (k - 1) + (0..64)]} where list k goes on from the one before it.
   *
   * @param rows of {@link #probabilities}
   * @param starts as for {@link #fields}
   * @param follows -1 where a list goes on from the one before it, 0 where not: the first one does
   *     not
   */
  void sumRows(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset);

  /**
   * Probabilities that units are on: {@code logistic(scale * fields)} in units of 2^-23, rounded;
   * as many as 64 goes into.
   */
  void thresholds(
      float[] fields, int fieldsOffset, int length, float scale, int[] thresholds, int offset);

  /**
   * Draws 64 units in many states: a unit is on when the {@link RandomStream#drawBits} of it, as a
   * number, lie below its threshold.
   *
   * @param panel of the units within their layer
   * @param firstItem the first state's item in the random stream; the others follow
   * @param steps of the states in the random stream, from {@code stepsOffset} on
   * @param thresholds 64 a state
   * @param out takes one word a state, {@code stride} words apart
   * @param work of {@link #DRAW_WORK} words
   */
  void draw(
      RandomStream random,
      int panel,
      int firstItem,
      long[] steps,
      int stepsOffset,
      int states,
      int[] thresholds,
      int offset,
      long[] out,
      int outOffset,
      int stride,
      long[] work);

  /**
   * Probabilities in units of 2^-14, for statistics: {@code (thresholds + 256) / 512}, at most
   * {@link #MOST_PROBABILITY}, as rows of a packed panel but without a zero of their own.
   *
   * @param states 64 thresholds and one row each
   */
  void probabilities(int[] thresholds, int offset, int states, long[] out, int outOffset);

  /**
   * One gradient step with momentum for some weights, as many as 64 goes into:
   *
   * <pre>
   *  velocity' = momentum * velocity + rate * (gradient - decay * weight)
   *  weight'   = weight + velocity'
   * </pre>
   *
   * @param velocity null where momentum is 0, and nothing is kept
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
   * {@link #sumRows}, {@link #step} without momentum for a row of a panel for each list, along the
   * gradient {@code scale * sums} of which each sum is rounded to a float first, and {@link #pack}
   * of what comes of it: the same bits. In one loop over the lists, so that weights come from
   * memory while sums are made.
   *
   * @param sums takes the sums
   * @param weights from {@code at} on; {@code next}, too
   * @return the largest magnitude of a new weight, NaN when one is NaN
   */
  float stepBySums(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset,
      float scale,
      StepSize size,
      float[] weights,
      float[] next,
      int at,
      float inverse,
      long[] packed,
      int packedOffset);

  /** Partial sums of a row that {@link #values} leaves. */
  int ROW_SUMS = 16;

  /**
   * Turns the gradient of states into that of values, for some rows of 64 columns:
   *
   * <pre>
   *  g'[r][c] = (scale g[r][c] + columnFactor[c] rowChange[r] + rowFactor[r] columnChange[c]) rowPrecision[r]
   *  rowSums[r][c modulo 16] += g'[r][c] columnShare[c]
   *  columnSums[c] += g'[r][c] rowShare[r]
   * </pre>
   *
   * <p>Both sums are in the order of what is added.
   *
   * @param gradient rows from {@code offset} on, written to
   * @param row the first row's unit
   * @param column the first column's unit
   * @param rowSums {@link #ROW_SUMS} of each row from 0 on
   * @param columnSums 64 from 0 on
   */
  void values(
      float[] gradient,
      int offset,
      int rows,
      ValueStep by,
      int row,
      int column,
      float[] rowSums,
      float[] columnSums);

  /**
   * Adds {@code numbers[0..length)} to {@code out[0..length)}, or takes them off; as many as 64
   * goes into.
   *
   * @param into ADD or SUBTRACT
   */
  void merge(int[] numbers, int offset, Into into, int[] out, int outOffset, int length);

  /**
   * {@code out[0..length) = scale * sums[0..length)}, or added to what is there; each sum is
   * rounded to a float first; as many as 64 goes into.
   */
  void scale(
      int[] sums, int sumsOffset, float scale, boolean add, float[] out, int outOffset, int length);

  /**
   * Rounds rows of a plain panel to rows of a packed one: {@code value * inverse} to the nearest
   * whole number, half to even, which must fit into 14 bits with its sign.
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
