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
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** Sums of rows, the steps of weights that they are, and packed weights, all in one. */
interface LaneSteps extends VectorOps {
  int HALF = WIDTH / 2;

  @Override
  default float stepBySums(
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
      int packedOffset) {
    float largest = 0;
    for (int part = 0; part < ROW_WORDS; part += 2 * LONG_LANES) {
      float ofPart =
          stepPart(
              rows,
              base + part,
              places,
              starts,
              lists,
              excess,
              follows,
              sums,
              sumsOffset + 2 * part,
              scale,
              size.decay(),
              size.rate(),
              weights,
              next,
              at + 2 * part,
              inverse,
              packed,
              packedOffset + part);
      largest = Math.max(largest, ofPart);
    }
    return largest;
  }

  /**
   * Says everything in terms of vectors alone: in a method of this size the JVM inlines no more of
   * what is ours, and vectors that are handed over would go to the heap.
   */
  private static float stepPart(
      long[] rows,
      int start,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset,
      float scale,
      float decay,
      float rate,
      float[] weights,
      float[] next,
      int weightsOffset,
      float inverse,
      long[] packed,
      int packedOffset) {
    int at = sumsOffset;
    int before = sumsOffset;
    int weight = weightsOffset;
    int row = packedOffset;
    IntVector largest = IntVector.zero(INTS);
    for (int list = 0; list < lists; list++) {
      IntVector all0 = IntVector.zero(INTS);
      IntVector all1 = IntVector.zero(INTS);
      IntVector upper0 = IntVector.zero(INTS);
      IntVector upper1 = IntVector.zero(INTS);
      int to = starts[list + 1];
      for (int k = starts[list]; k < to; k += 4) {
        int a = start + places[k];
        IntVector four0 = LongVector.fromArray(LONGS, rows, a).reinterpretAsInts();
        IntVector four1 = LongVector.fromArray(LONGS, rows, a + LONG_LANES).reinterpretAsInts();
        int b = start + places[k + 1];
        four0 = four0.add(LongVector.fromArray(LONGS, rows, b).reinterpretAsInts());
        four1 = four1.add(LongVector.fromArray(LONGS, rows, b + LONG_LANES).reinterpretAsInts());
        int c = start + places[k + 2];
        four0 = four0.add(LongVector.fromArray(LONGS, rows, c).reinterpretAsInts());
        four1 = four1.add(LongVector.fromArray(LONGS, rows, c + LONG_LANES).reinterpretAsInts());
        int d = start + places[k + 3];
        four0 = four0.add(LongVector.fromArray(LONGS, rows, d).reinterpretAsInts());
        four1 = four1.add(LongVector.fromArray(LONGS, rows, d + LONG_LANES).reinterpretAsInts());
        all0 = all0.add(four0);
        all1 = all1.add(four1);
        upper0 = upper0.add(four0.lanewise(LSHR, 16));
        upper1 = upper1.add(four1.lanewise(LSHR, 16));
      }
      int less = excess[list];
      int kept = follows[list];
      IntVector sum0 =
          all0.sub(upper0.lanewise(LSHL, 16))
              .sub(less)
              .add(IntVector.fromArray(INTS, sums, before).and(kept));
      IntVector sum1 =
          all1.sub(upper1.lanewise(LSHL, 16))
              .sub(less)
              .add(IntVector.fromArray(INTS, sums, before + LANES).and(kept));
      IntVector sum2 =
          upper0.sub(less).add(IntVector.fromArray(INTS, sums, before + HALF).and(kept));
      IntVector sum3 =
          upper1.sub(less).add(IntVector.fromArray(INTS, sums, before + HALF + LANES).and(kept));
      sum0.intoArray(sums, at);
      sum1.intoArray(sums, at + LANES);
      sum2.intoArray(sums, at + HALF);
      sum3.intoArray(sums, at + HALF + LANES);

      FloatVector old0 = FloatVector.fromArray(FLOATS, weights, weight);
      FloatVector old1 = FloatVector.fromArray(FLOATS, weights, weight + LANES);
      FloatVector old2 = FloatVector.fromArray(FLOATS, weights, weight + HALF);
      FloatVector old3 = FloatVector.fromArray(FLOATS, weights, weight + HALF + LANES);
      FloatVector force0 = ((FloatVector) sum0.convert(I2F, 0)).mul(scale).sub(old0.mul(decay));
      FloatVector force1 = ((FloatVector) sum1.convert(I2F, 0)).mul(scale).sub(old1.mul(decay));
      FloatVector force2 = ((FloatVector) sum2.convert(I2F, 0)).mul(scale).sub(old2.mul(decay));
      FloatVector force3 = ((FloatVector) sum3.convert(I2F, 0)).mul(scale).sub(old3.mul(decay));
      FloatVector new0 = force0.mul(rate).add(old0);
      FloatVector new1 = force1.mul(rate).add(old1);
      FloatVector new2 = force2.mul(rate).add(old2);
      FloatVector new3 = force3.mul(rate).add(old3);
      new0.intoArray(next, weight);
      new1.intoArray(next, weight + LANES);
      new2.intoArray(next, weight + HALF);
      new3.intoArray(next, weight + HALF + LANES);
      IntVector lower =
          new0.reinterpretAsInts()
              .and(Logistic.MAGNITUDE)
              .max(new1.reinterpretAsInts().and(Logistic.MAGNITUDE));
      IntVector higher =
          new2.reinterpretAsInts()
              .and(Logistic.MAGNITUDE)
              .max(new3.reinterpretAsInts().and(Logistic.MAGNITUDE));
      largest = largest.max(lower.max(higher));

      IntVector bits0 = new0.mul(inverse).add(LaneWeights.PACKING).reinterpretAsInts();
      IntVector bits1 = new1.mul(inverse).add(LaneWeights.PACKING).reinterpretAsInts();
      IntVector bits2 = new2.mul(inverse).add(LaneWeights.PACKING).reinterpretAsInts();
      IntVector bits3 = new3.mul(inverse).add(LaneWeights.PACKING).reinterpretAsInts();
      bits0.and(0xFFFF).or(bits2.lanewise(LSHL, 16)).reinterpretAsLongs().intoArray(packed, row);
      bits1
          .and(0xFFFF)
          .or(bits3.lanewise(LSHL, 16))
          .reinterpretAsLongs()
          .intoArray(packed, row + LONG_LANES);
      before = at;
      at += WIDTH;
      weight += WIDTH;
      row += ROW_WORDS;
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }
}
