package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.INTS;
import static dev.reverie.numeric.vector.Species.LANES;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of real-valued states. A block of sums stays in registers while rows go by: as many sums
 * as there are rows and factors to be read for them cost less than the products do.
 */
interface LaneProducts extends VectorOps {
  int HALF = 2 * LANES;
  int QUARTER = 4 * LANES;

  /** States whose sums are in registers together. */
  int TOGETHER = 4;

  /** Rows that all states take before the next are read: 24 KB, which stay in the nearest cache. */
  int BLOCK = 96;

  int ROUNDING_BITS = Float.floatToRawIntBits(Logistic.ROUNDING);

  @Override
  default void addProducts(
      float[] values,
      int base,
      int rows,
      float[] factors,
      int[] places,
      int states,
      float[] out,
      int outOffset) {
    int together = states - states % TOGETHER;
    for (int first = 0; first < rows; first += BLOCK) {
      int end = Math.min(first + BLOCK, rows);
      for (int part = 0; part < WIDTH; part += QUARTER) {
        four(values, base + part, first, end, factors, places, together, out, outOffset + part);
        one(
            values,
            base + part,
            first,
            end,
            factors,
            places,
            together,
            states,
            out,
            outOffset + part);
      }
    }
  }

  private static void four(
      float[] values,
      int base,
      int first,
      int end,
      float[] factors,
      int[] places,
      int states,
      float[] out,
      int outOffset) {
    for (int s = 0; s < states; s += TOGETHER) {
      int a = places[s];
      int b = places[s + 1];
      int c = places[s + 2];
      int d = places[s + 3];
      int at = outOffset + s * WIDTH;
      FloatVector a0 = FloatVector.fromArray(FLOATS, out, at);
      FloatVector a1 = FloatVector.fromArray(FLOATS, out, at + LANES);
      FloatVector a2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(FLOATS, out, at + WIDTH);
      FloatVector b1 = FloatVector.fromArray(FLOATS, out, at + WIDTH + LANES);
      FloatVector b2 = FloatVector.fromArray(FLOATS, out, at + WIDTH + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(FLOATS, out, at + WIDTH + 3 * LANES);
      FloatVector c0 = FloatVector.fromArray(FLOATS, out, at + 2 * WIDTH);
      FloatVector c1 = FloatVector.fromArray(FLOATS, out, at + 2 * WIDTH + LANES);
      FloatVector c2 = FloatVector.fromArray(FLOATS, out, at + 2 * WIDTH + 2 * LANES);
      FloatVector c3 = FloatVector.fromArray(FLOATS, out, at + 2 * WIDTH + 3 * LANES);
      FloatVector d0 = FloatVector.fromArray(FLOATS, out, at + 3 * WIDTH);
      FloatVector d1 = FloatVector.fromArray(FLOATS, out, at + 3 * WIDTH + LANES);
      FloatVector d2 = FloatVector.fromArray(FLOATS, out, at + 3 * WIDTH + 2 * LANES);
      FloatVector d3 = FloatVector.fromArray(FLOATS, out, at + 3 * WIDTH + 3 * LANES);
      int row = base + first * WIDTH;
      for (int k = first; k < end; k++, row += WIDTH) {
        FloatVector w0 = FloatVector.fromArray(FLOATS, values, row);
        FloatVector w1 = FloatVector.fromArray(FLOATS, values, row + LANES);
        FloatVector w2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
        FloatVector w3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
        FloatVector ofA = FloatVector.broadcast(FLOATS, factors[a + k]);
        a0 = w0.fma(ofA, a0);
        a1 = w1.fma(ofA, a1);
        a2 = w2.fma(ofA, a2);
        a3 = w3.fma(ofA, a3);
        FloatVector ofB = FloatVector.broadcast(FLOATS, factors[b + k]);
        b0 = w0.fma(ofB, b0);
        b1 = w1.fma(ofB, b1);
        b2 = w2.fma(ofB, b2);
        b3 = w3.fma(ofB, b3);
        FloatVector ofC = FloatVector.broadcast(FLOATS, factors[c + k]);
        c0 = w0.fma(ofC, c0);
        c1 = w1.fma(ofC, c1);
        c2 = w2.fma(ofC, c2);
        c3 = w3.fma(ofC, c3);
        FloatVector ofD = FloatVector.broadcast(FLOATS, factors[d + k]);
        d0 = w0.fma(ofD, d0);
        d1 = w1.fma(ofD, d1);
        d2 = w2.fma(ofD, d2);
        d3 = w3.fma(ofD, d3);
      }
      a0.intoArray(out, at);
      a1.intoArray(out, at + LANES);
      a2.intoArray(out, at + 2 * LANES);
      a3.intoArray(out, at + 3 * LANES);
      b0.intoArray(out, at + WIDTH);
      b1.intoArray(out, at + WIDTH + LANES);
      b2.intoArray(out, at + WIDTH + 2 * LANES);
      b3.intoArray(out, at + WIDTH + 3 * LANES);
      c0.intoArray(out, at + 2 * WIDTH);
      c1.intoArray(out, at + 2 * WIDTH + LANES);
      c2.intoArray(out, at + 2 * WIDTH + 2 * LANES);
      c3.intoArray(out, at + 2 * WIDTH + 3 * LANES);
      d0.intoArray(out, at + 3 * WIDTH);
      d1.intoArray(out, at + 3 * WIDTH + LANES);
      d2.intoArray(out, at + 3 * WIDTH + 2 * LANES);
      d3.intoArray(out, at + 3 * WIDTH + 3 * LANES);
    }
  }

  private static void one(
      float[] values,
      int base,
      int first,
      int end,
      float[] factors,
      int[] places,
      int from,
      int states,
      float[] out,
      int outOffset) {
    for (int s = from; s < states; s++) {
      int place = places[s];
      int at = outOffset + s * WIDTH;
      FloatVector sum0 = FloatVector.fromArray(FLOATS, out, at);
      FloatVector sum1 = FloatVector.fromArray(FLOATS, out, at + LANES);
      FloatVector sum2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
      FloatVector sum3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
      int row = base + first * WIDTH;
      for (int k = first; k < end; k++, row += WIDTH) {
        FloatVector factor = FloatVector.broadcast(FLOATS, factors[place + k]);
        sum0 = FloatVector.fromArray(FLOATS, values, row).fma(factor, sum0);
        sum1 = FloatVector.fromArray(FLOATS, values, row + LANES).fma(factor, sum1);
        sum2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES).fma(factor, sum2);
        sum3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES).fma(factor, sum3);
      }
      sum0.intoArray(out, at);
      sum1.intoArray(out, at + LANES);
      sum2.intoArray(out, at + 2 * LANES);
      sum3.intoArray(out, at + 3 * LANES);
    }
  }

  /** A float that {@link Logistic#ROUNDING} was added to holds the whole number in its bits. */
  @Override
  default void sumRounded(
      float[] rows,
      int rowsOffset,
      int states,
      float[] factors,
      int factorsOffset,
      int stride,
      int units,
      Into into,
      int[] sums,
      int sumsOffset) {
    for (int part = 0; part < WIDTH; part += HALF) {
      sumsOfPart(
          rows,
          rowsOffset + part,
          states,
          factors,
          factorsOffset,
          stride,
          units,
          into,
          sums,
          sumsOffset + part);
    }
  }

  private static void sumsOfPart(
      float[] rows,
      int rowsOffset,
      int states,
      float[] factors,
      int factorsOffset,
      int stride,
      int units,
      Into into,
      int[] sums,
      int sumsOffset) {
    int none = -states * ROUNDING_BITS;
    for (int unit = 0; unit < units; unit++) {
      FloatVector rounding = FloatVector.broadcast(FLOATS, Logistic.ROUNDING);
      int start = factorsOffset + unit * stride;
      IntVector sum0 = IntVector.broadcast(INTS, none);
      IntVector sum1 = IntVector.broadcast(INTS, none);
      int row = rowsOffset;
      for (int n = 0; n < states; n++, row += WIDTH) {
        FloatVector factor = FloatVector.broadcast(FLOATS, factors[start + n]);
        sum0 =
            sum0.add(
                FloatVector.fromArray(FLOATS, rows, row).fma(factor, rounding).reinterpretAsInts());
        sum1 =
            sum1.add(
                FloatVector.fromArray(FLOATS, rows, row + LANES)
                    .fma(factor, rounding)
                    .reinterpretAsInts());
      }
      int at = sumsOffset + unit * WIDTH;
      if (into != Into.SET) {
        IntVector before0 = IntVector.fromArray(INTS, sums, at);
        IntVector before1 = IntVector.fromArray(INTS, sums, at + LANES);
        boolean add = into == Into.ADD;
        sum0 = add ? before0.add(sum0) : before0.sub(sum0);
        sum1 = add ? before1.add(sum1) : before1.sub(sum1);
      }
      sum0.intoArray(sums, at);
      sum1.intoArray(sums, at + LANES);
    }
  }
}
