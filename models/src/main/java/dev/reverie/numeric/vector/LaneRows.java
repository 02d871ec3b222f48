package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.LEAD_IN;
import static dev.reverie.numeric.Panels.LISTS_OF_FOUR;
import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.INTS;
import static dev.reverie.numeric.vector.Species.LANES;
import static dev.reverie.numeric.vector.Species.LONG_LANES;
import static dev.reverie.numeric.vector.Species.packed;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Sums of selected rows. */
interface LaneRows extends VectorOps {
  int QUARTER = 4 * LANES;
  int HALF = WIDTH / 2;

  @Override
  default void addRows(
      float[] values, int base, int[] places, int count, float[] out, int outOffset) {
    for (int part = 0; part < WIDTH; part += QUARTER) {
      int at = outOffset + part;
      FloatVector sum0 = FloatVector.fromArray(FLOATS, out, at);
      FloatVector sum1 = FloatVector.fromArray(FLOATS, out, at + LANES);
      FloatVector sum2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
      FloatVector sum3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
      for (int k = 0; k < count; k++) {
        int row = base + part + places[k];
        sum0 = sum0.add(FloatVector.fromArray(FLOATS, values, row));
        sum1 = sum1.add(FloatVector.fromArray(FLOATS, values, row + LANES));
        sum2 = sum2.add(FloatVector.fromArray(FLOATS, values, row + 2 * LANES));
        sum3 = sum3.add(FloatVector.fromArray(FLOATS, values, row + 3 * LANES));
      }
      sum0.intoArray(out, at);
      sum1.intoArray(out, at + LANES);
      sum2.intoArray(out, at + 2 * LANES);
      sum3.intoArray(out, at + 3 * LANES);
    }
  }

  @Override
  default void addScaledRows(
      float[] values,
      int base,
      float[] factors,
      int factorsOffset,
      int rows,
      float[] out,
      int outOffset) {
    for (int part = 0; part < WIDTH; part += QUARTER) {
      int at = outOffset + part;
      FloatVector sum0 = FloatVector.fromArray(FLOATS, out, at);
      FloatVector sum1 = FloatVector.fromArray(FLOATS, out, at + LANES);
      FloatVector sum2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
      FloatVector sum3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
      int row = base + part;
      for (int k = 0; k < rows; k++) {
        FloatVector factor = FloatVector.broadcast(FLOATS, factors[factorsOffset + k]);
        sum0 = sum0.add(FloatVector.fromArray(FLOATS, values, row).mul(factor));
        sum1 = sum1.add(FloatVector.fromArray(FLOATS, values, row + LANES).mul(factor));
        sum2 = sum2.add(FloatVector.fromArray(FLOATS, values, row + 2 * LANES).mul(factor));
        sum3 = sum3.add(FloatVector.fromArray(FLOATS, values, row + 3 * LANES).mul(factor));
        row += WIDTH;
      }
      sum0.intoArray(out, at);
      sum1.intoArray(out, at + LANES);
      sum2.intoArray(out, at + 2 * LANES);
      sum3.intoArray(out, at + 3 * LANES);
    }
  }

  @Override
  default void addWeightedRows(
      float[] values,
      int base,
      int[] places,
      int placesOffset,
      float[] factors,
      int factorsOffset,
      int count,
      float[] out,
      int outOffset) {
    for (int part = 0; part < WIDTH; part += QUARTER) {
      int at = outOffset + part;
      FloatVector sum0 = FloatVector.fromArray(FLOATS, out, at);
      FloatVector sum1 = FloatVector.fromArray(FLOATS, out, at + LANES);
      FloatVector sum2 = FloatVector.fromArray(FLOATS, out, at + 2 * LANES);
      FloatVector sum3 = FloatVector.fromArray(FLOATS, out, at + 3 * LANES);
      for (int k = 0; k < count; k++) {
        FloatVector factor = FloatVector.broadcast(FLOATS, factors[factorsOffset + k]);
        int row = base + part + places[placesOffset + k];
        sum0 = sum0.add(FloatVector.fromArray(FLOATS, values, row).mul(factor));
        sum1 = sum1.add(FloatVector.fromArray(FLOATS, values, row + LANES).mul(factor));
        sum2 = sum2.add(FloatVector.fromArray(FLOATS, values, row + 2 * LANES).mul(factor));
        sum3 = sum3.add(FloatVector.fromArray(FLOATS, values, row + 3 * LANES).mul(factor));
      }
      sum0.intoArray(out, at);
      sum1.intoArray(out, at + LANES);
      sum2.intoArray(out, at + 2 * LANES);
      sum3.intoArray(out, at + 3 * LANES);
    }
  }

  /** The sums first, as the bits of ints, and then what they are worth. */
  @Override
  default void fields(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset) {
    for (int part = 0; part < ROW_WORDS; part += 2 * LONG_LANES) {
      sumsOfPart(rows, base + part, places, starts, lists, fields, fieldsOffset + 2 * part);
    }
    toFields(lists, unit, bias, biasOffset, fields, fieldsOffset);
  }

  /**
   * Four rows at a time: their packed numbers are added before halves are taken apart. The sum of
   * whole lanes, less that of their upper halves, is that of the lower ones. With more to do here
   * registers would not suffice for the loop.
   */
  private static void sumsOfPart(
      long[] rows, int start, int[] places, int[] starts, int lists, float[] sums, int sumsOffset) {
    int at = sumsOffset;
    for (int list = 0; list < lists; list++, at += WIDTH) {
      IntVector all0 = IntVector.zero(INTS);
      IntVector all1 = IntVector.zero(INTS);
      IntVector upper0 = IntVector.zero(INTS);
      IntVector upper1 = IntVector.zero(INTS);
      int from = starts[list];
      int to = starts[list + 1];
      for (int k = from; k < to; k += 4) {
        int a = start + places[k];
        IntVector four0 = packed(rows, a);
        IntVector four1 = packed(rows, a + LONG_LANES);
        int b = start + places[k + 1];
        four0 = four0.add(packed(rows, b));
        four1 = four1.add(packed(rows, b + LONG_LANES));
        int c = start + places[k + 2];
        four0 = four0.add(packed(rows, c));
        four1 = four1.add(packed(rows, c + LONG_LANES));
        int d = start + places[k + 3];
        four0 = four0.add(packed(rows, d));
        four1 = four1.add(packed(rows, d + LONG_LANES));
        all0 = all0.add(four0);
        all1 = all1.add(four1);
        upper0 = upper0.add(four0.lanewise(LSHR, 16));
        upper1 = upper1.add(four1.lanewise(LSHR, 16));
      }
      int zero = Panels.ZERO * (to - from);
      IntVector lower0 = all0.sub(upper0.lanewise(LSHL, 16)).sub(zero);
      IntVector lower1 = all1.sub(upper1.lanewise(LSHL, 16)).sub(zero);
      lower0.reinterpretAsFloats().intoArray(sums, at);
      lower1.reinterpretAsFloats().intoArray(sums, at + LANES);
      upper0.sub(zero).reinterpretAsFloats().intoArray(sums, at + HALF);
      upper1.sub(zero).reinterpretAsFloats().intoArray(sums, at + HALF + LANES);
    }
  }

  /** Turns sums, which are the bits of ints, into fields. */
  private static void toFields(
      int lists, float unit, float[] bias, int biasOffset, float[] fields, int fieldsOffset) {
    for (int at = 0; at < lists * WIDTH; at += LANES) {
      IntVector sum = FloatVector.fromArray(FLOATS, fields, fieldsOffset + at).reinterpretAsInts();
      ((FloatVector) sum.convert(I2F, 0))
          .mul(unit)
          .add(FloatVector.fromArray(FLOATS, bias, biasOffset + at % WIDTH))
          .intoArray(fields, fieldsOffset + at);
    }
  }

  @Override
  default void fieldsOfFours(
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
      float[] work) {
    int[] ofFour = new int[LISTS_OF_FOUR + 1];
    for (int n = 0; n < states; n += 4) {
      System.arraycopy(starts, n / 4 * LISTS_OF_FOUR, ofFour, 0, ofFour.length);
      for (int part = 0; part < ROW_WORDS; part += 2 * LONG_LANES) {
        int to = LEAD_IN + 2 * part;
        sumsOfPart(rows, base + part, places, ofFour, LISTS_OF_FOUR, work, to);
      }
      addUpFour(work, unit, bias, biasOffset, fields, fieldsOffset + n * WIDTH);
    }
  }

  /**
   * The fields of four states from the sums of their lists. A state that takes part in half of the
   * lists is dealt with, and then the two halves are one.
   */
  private static void addUpFour(
      float[] work, float unit, float[] bias, int biasOffset, float[] fields, int fieldsOffset) {
    for (int column = 0; column < WIDTH; column += LANES) {
      int at = LEAD_IN + column;
      IntVector a = FloatVector.fromArray(FLOATS, work, at).reinterpretAsInts();
      IntVector b = FloatVector.fromArray(FLOATS, work, at + WIDTH).reinterpretAsInts();
      IntVector ab = FloatVector.fromArray(FLOATS, work, at + 2 * WIDTH).reinterpretAsInts();
      IntVector c = FloatVector.fromArray(FLOATS, work, at + 3 * WIDTH).reinterpretAsInts();
      IntVector ac = FloatVector.fromArray(FLOATS, work, at + 4 * WIDTH).reinterpretAsInts();
      IntVector bc = FloatVector.fromArray(FLOATS, work, at + 5 * WIDTH).reinterpretAsInts();
      IntVector abc = FloatVector.fromArray(FLOATS, work, at + 6 * WIDTH).reinterpretAsInts();
      IntVector d = FloatVector.fromArray(FLOATS, work, at + 7 * WIDTH).reinterpretAsInts();
      IntVector ad = FloatVector.fromArray(FLOATS, work, at + 8 * WIDTH).reinterpretAsInts();
      IntVector bd = FloatVector.fromArray(FLOATS, work, at + 9 * WIDTH).reinterpretAsInts();
      IntVector abd = FloatVector.fromArray(FLOATS, work, at + 10 * WIDTH).reinterpretAsInts();
      IntVector cd = FloatVector.fromArray(FLOATS, work, at + 11 * WIDTH).reinterpretAsInts();
      IntVector acd = FloatVector.fromArray(FLOATS, work, at + 12 * WIDTH).reinterpretAsInts();
      IntVector bcd = FloatVector.fromArray(FLOATS, work, at + 13 * WIDTH).reinterpretAsInts();
      IntVector all = FloatVector.fromArray(FLOATS, work, at + 14 * WIDTH).reinterpretAsInts();
      IntVector ofD = d.add(ad).add(bd.add(abd)).add(cd.add(acd).add(bcd.add(all)));
      a = a.add(ad);
      b = b.add(bd);
      ab = ab.add(abd);
      c = c.add(cd);
      ac = ac.add(acd);
      bc = bc.add(bcd);
      abc = abc.add(all);
      IntVector ofC = c.add(ac).add(bc.add(abc));
      ab = ab.add(abc);
      IntVector ofA = a.add(ac).add(ab);
      IntVector ofB = b.add(bc).add(ab);
      FloatVector ofBias = FloatVector.fromArray(FLOATS, bias, biasOffset + column);
      int to = fieldsOffset + column;
      ((FloatVector) ofA.convert(I2F, 0)).mul(unit).add(ofBias).intoArray(fields, to);
      ((FloatVector) ofB.convert(I2F, 0)).mul(unit).add(ofBias).intoArray(fields, to + WIDTH);
      ((FloatVector) ofC.convert(I2F, 0)).mul(unit).add(ofBias).intoArray(fields, to + 2 * WIDTH);
      ((FloatVector) ofD.convert(I2F, 0)).mul(unit).add(ofBias).intoArray(fields, to + 3 * WIDTH);
    }
  }

  @Override
  default void sumRows(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset) {
    for (int part = 0; part < ROW_WORDS; part += 2 * LONG_LANES) {
      int sumsAt = sumsOffset + 2 * part;
      sumRowsOfPart(rows, base + part, places, starts, lists, excess, follows, sums, sumsAt);
    }
  }

  private static void sumRowsOfPart(
      long[] rows,
      int start,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset) {
    int at = sumsOffset;
    int before = sumsOffset;
    for (int list = 0; list < lists; list++) {
      IntVector all0 = IntVector.zero(INTS);
      IntVector all1 = IntVector.zero(INTS);
      IntVector upper0 = IntVector.zero(INTS);
      IntVector upper1 = IntVector.zero(INTS);
      int to = starts[list + 1];
      for (int k = starts[list]; k < to; k += 4) {
        int a = start + places[k];
        IntVector four0 = packed(rows, a);
        IntVector four1 = packed(rows, a + LONG_LANES);
        int b = start + places[k + 1];
        four0 = four0.add(packed(rows, b));
        four1 = four1.add(packed(rows, b + LONG_LANES));
        int c = start + places[k + 2];
        four0 = four0.add(packed(rows, c));
        four1 = four1.add(packed(rows, c + LONG_LANES));
        int d = start + places[k + 3];
        four0 = four0.add(packed(rows, d));
        four1 = four1.add(packed(rows, d + LONG_LANES));
        all0 = all0.add(four0);
        all1 = all1.add(four1);
        upper0 = upper0.add(four0.lanewise(LSHR, 16));
        upper1 = upper1.add(four1.lanewise(LSHR, 16));
      }
      int less = excess[list];
      int kept = follows[list];
      all0.sub(upper0.lanewise(LSHL, 16))
          .sub(less)
          .add(IntVector.fromArray(INTS, sums, before).and(kept))
          .intoArray(sums, at);
      all1.sub(upper1.lanewise(LSHL, 16))
          .sub(less)
          .add(IntVector.fromArray(INTS, sums, before + LANES).and(kept))
          .intoArray(sums, at + LANES);
      upper0
          .sub(less)
          .add(IntVector.fromArray(INTS, sums, before + HALF).and(kept))
          .intoArray(sums, at + HALF);
      upper1
          .sub(less)
          .add(IntVector.fromArray(INTS, sums, before + HALF + LANES).and(kept))
          .intoArray(sums, at + HALF + LANES);
      before = at;
      at += WIDTH;
    }
  }
}
