package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.INTS;
import static dev.reverie.numeric.vector.Species.LANES;
import static dev.reverie.numeric.vector.Species.LONGS;
import static dev.reverie.numeric.vector.Species.LONG_LANES;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.ValueStep;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** Steps of weights, and their packed copies. */
interface LaneWeights extends VectorOps {
  int HALF = WIDTH / 2;
  long WORD = 0xFFFFFFFFL;

  /** Of both 32-bit lanes of a word. */
  long LOWER_HALVES = 0x0000FFFF0000FFFFL;

  float PACKING = Logistic.ROUNDING + Panels.ZERO;

  @Override
  default float step(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      float[] velocity,
      int velocityOffset,
      StepSize size,
      float[] next,
      int nextOffset,
      int length) {
    return velocity == null
        ? descend(weights, weightsOffset, gradient, gradientOffset, size, next, nextOffset, length)
        : roll(
            weights,
            weightsOffset,
            gradient,
            gradientOffset,
            velocity,
            velocityOffset,
            size,
            next,
            nextOffset,
            length);
  }

  /** Without momentum. */
  private static float descend(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      StepSize size,
      float[] next,
      int nextOffset,
      int length) {
    IntVector largest = IntVector.zero(INTS);
    for (int part = 0; part < length; part += LANES) {
      FloatVector weight = FloatVector.fromArray(FLOATS, weights, weightsOffset + part);
      FloatVector moved =
          FloatVector.fromArray(FLOATS, gradient, gradientOffset + part)
              .sub(weight.mul(size.decay()))
              .mul(size.rate())
              .add(weight);
      moved.intoArray(next, nextOffset + part);
      largest = largest.max(moved.reinterpretAsInts().and(Logistic.MAGNITUDE));
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }

  @Override
  default void values(
      float[] gradient,
      int offset,
      int rows,
      ValueStep by,
      int row,
      int column,
      float[] rowSums,
      float[] columnSums) {
    float scale = by.scale();
    float[] changes = by.rowChange();
    float[] factors = by.rowFactor();
    float[] precisions = by.rowPrecision();
    float[] shares = by.rowShare();
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector factor = FloatVector.fromArray(FLOATS, by.columnFactor(), column + part);
      FloatVector change = FloatVector.fromArray(FLOATS, by.columnChange(), column + part);
      FloatVector share = FloatVector.fromArray(FLOATS, by.columnShare(), column + part);
      FloatVector columns = FloatVector.fromArray(FLOATS, columnSums, part);
      for (int r = 0; r < rows; r++) {
        int at = offset + r * WIDTH + part;
        int sum = r * ROW_SUMS + part % ROW_SUMS;
        FloatVector value =
            FloatVector.fromArray(FLOATS, gradient, at)
                .mul(scale)
                .add(factor.mul(changes[row + r]))
                .add(change.mul(factors[row + r]))
                .mul(precisions[row + r]);
        value.intoArray(gradient, at);
        FloatVector.fromArray(FLOATS, rowSums, sum).add(value.mul(share)).intoArray(rowSums, sum);
        columns = columns.add(value.mul(shares[row + r]));
      }
      columns.intoArray(columnSums, part);
    }
  }

  /** With momentum. */
  private static float roll(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      float[] velocity,
      int velocityOffset,
      StepSize size,
      float[] next,
      int nextOffset,
      int length) {
    IntVector largest = IntVector.zero(INTS);
    for (int part = 0; part < length; part += LANES) {
      FloatVector weight = FloatVector.fromArray(FLOATS, weights, weightsOffset + part);
      FloatVector speed =
          FloatVector.fromArray(FLOATS, velocity, velocityOffset + part)
              .mul(size.momentum())
              .add(
                  FloatVector.fromArray(FLOATS, gradient, gradientOffset + part)
                      .sub(weight.mul(size.decay()))
                      .mul(size.rate()));
      FloatVector moved = weight.add(speed);
      speed.intoArray(velocity, velocityOffset + part);
      moved.intoArray(next, nextOffset + part);
      largest = largest.max(moved.reinterpretAsInts().and(Logistic.MAGNITUDE));
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }

  @Override
  default void merge(int[] numbers, int offset, Into into, int[] out, int outOffset, int length) {
    boolean add = into == Into.ADD;
    for (int part = 0; part < length; part += LANES) {
      IntVector before = IntVector.fromArray(INTS, out, outOffset + part);
      IntVector more = IntVector.fromArray(INTS, numbers, offset + part);
      (add ? before.add(more) : before.sub(more)).intoArray(out, outOffset + part);
    }
  }

  @Override
  default void scale(
      int[] sums,
      int sumsOffset,
      float scale,
      boolean add,
      float[] out,
      int outOffset,
      int length) {
    for (int part = 0; part < length; part += LANES) {
      FloatVector scaled =
          ((FloatVector) IntVector.fromArray(INTS, sums, sumsOffset + part).convert(I2F, 0))
              .mul(scale);
      if (add) {
        FloatVector.fromArray(FLOATS, out, outOffset + part)
            .add(scaled)
            .intoArray(out, outOffset + part);
      } else {
        scaled.intoArray(out, outOffset + part);
      }
    }
  }

  @Override
  default void pack(
      float[] values, int offset, int rows, float inverse, long[] packed, int packedOffset) {
    for (int row = 0; row < rows; row++) {
      for (int part = 0; part < HALF; part += LANES) {
        int at = offset + row * WIDTH + part;
        IntVector lower =
            FloatVector.fromArray(FLOATS, values, at)
                .mul(inverse)
                .add(PACKING)
                .reinterpretAsInts()
                .and(0xFFFF);
        IntVector upper =
            FloatVector.fromArray(FLOATS, values, at + HALF)
                .mul(inverse)
                .add(PACKING)
                .reinterpretAsInts()
                .lanewise(LSHL, 16);
        lower
            .or(upper)
            .reinterpretAsLongs()
            .intoArray(packed, packedOffset + row * ROW_WORDS + part / 2);
      }
    }
  }

  @Override
  default void transpose(long[] in, int inOffset, long[] out, int outOffset, long[] work) {
    gather(in, inOffset, work);
    for (int row = 0; row < WIDTH; row++) {
      int from = (row & 31) / 2 + (row & 1) * ROW_WORDS + row / HALF * 2 * ROW_WORDS;
      int to = outOffset + row * ROW_WORDS;
      out[to] = work[from];
      out[to + 1] = work[from + WIDTH];
      out[to + 2] = work[from + 2 * WIDTH];
      out[to + 3] = work[from + 3 * WIDTH];
      out[to + 4] = work[from + 4 * WIDTH];
      out[to + 5] = work[from + 5 * WIDTH];
      out[to + 6] = work[from + 6 * WIDTH];
      out[to + 7] = work[from + 7 * WIDTH];
      out[to + 8] = work[from + 8 * WIDTH];
      out[to + 9] = work[from + 9 * WIDTH];
      out[to + 10] = work[from + 10 * WIDTH];
      out[to + 11] = work[from + 11 * WIDTH];
      out[to + 12] = work[from + 12 * WIDTH];
      out[to + 13] = work[from + 13 * WIDTH];
      out[to + 14] = work[from + 14 * WIDTH];
      out[to + 15] = work[from + 15 * WIDTH];
    }
  }

  /**
   * Brings the four numbers of rows r, r + 1, r + 32, r + 33 that stand in one column into one
   * word. The four words of {@code in}'s word w, for its columns 2w, 2w + 1, 2w + 32 and 2w + 33,
   * go 16 words apart from one another. Big enough for the JVM to inline nothing of ours ({@link
   * LaneOps}).
   */
  private static void gather(long[] in, int inOffset, long[] out) {
    for (int k = 0; k < ROW_WORDS * ROW_WORDS; k += LONG_LANES) {
      int at = inOffset + 2 * k - k % ROW_WORDS;
      int far = at + HALF * ROW_WORDS;
      int to = 4 * k - 3 * (k % ROW_WORDS);
      LongVector a = LongVector.fromArray(LONGS, in, at);
      LongVector b = LongVector.fromArray(LONGS, in, at + ROW_WORDS);
      LongVector c = LongVector.fromArray(LONGS, in, far);
      LongVector d = LongVector.fromArray(LONGS, in, far + ROW_WORDS);
      LongVector lowerA = a.and(LOWER_HALVES).or(c.lanewise(LSHL, 16).and(~LOWER_HALVES));
      LongVector lowerB = b.and(LOWER_HALVES).or(d.lanewise(LSHL, 16).and(~LOWER_HALVES));
      LongVector upperA = a.lanewise(LSHR, 16).and(LOWER_HALVES).or(c.and(~LOWER_HALVES));
      LongVector upperB = b.lanewise(LSHR, 16).and(LOWER_HALVES).or(d.and(~LOWER_HALVES));
      lowerA.and(WORD).or(lowerB.lanewise(LSHL, 32)).intoArray(out, to);
      lowerA.lanewise(LSHR, 32).or(lowerB.and(~WORD)).intoArray(out, to + ROW_WORDS);
      upperA.and(WORD).or(upperB.lanewise(LSHL, 32)).intoArray(out, to + 2 * ROW_WORDS);
      upperA.lanewise(LSHR, 32).or(upperB.and(~WORD)).intoArray(out, to + 3 * ROW_WORDS);
    }
  }
}
