package dev.reverie.numeric.vector;

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
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Sums of selected rows. */
interface LaneRows extends VectorOps {
  int QUARTER = 4 * LANES;
  int HALF = WIDTH / 2;

  /** The packed zeros of two numbers. */
  int ZEROS = (int) Panels.ZEROS;

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
        int b = start + places[k + 1];
        int c = start + places[k + 2];
        int d = start + places[k + 3];
        IntVector four0 =
            packed(rows, a).add(packed(rows, b)).add(packed(rows, c).add(packed(rows, d)));
        IntVector four1 =
            packed(rows, a + LONG_LANES)
                .add(packed(rows, b + LONG_LANES))
                .add(packed(rows, c + LONG_LANES).add(packed(rows, d + LONG_LANES)));
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
  default void tableFields(
      long[] tables,
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
      tableSumsOfPart(tables, base + part, places, starts, lists, fields, fieldsOffset + 2 * part);
    }
    toFields(lists, unit, bias, biasOffset, fields, fieldsOffset);
  }

  /** Sums in tables fill their 16 bits, so that halves are taken apart row by row. */
  private static void tableSumsOfPart(
      long[] tables,
      int start,
      int[] places,
      int[] starts,
      int lists,
      float[] sums,
      int sumsOffset) {
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
        int b = start + places[k + 1];
        int c = start + places[k + 2];
        int d = start + places[k + 3];
        IntVector a0 = packed(tables, a);
        IntVector b0 = packed(tables, b);
        IntVector c0 = packed(tables, c);
        IntVector d0 = packed(tables, d);
        IntVector a1 = packed(tables, a + LONG_LANES);
        IntVector b1 = packed(tables, b + LONG_LANES);
        IntVector c1 = packed(tables, c + LONG_LANES);
        IntVector d1 = packed(tables, d + LONG_LANES);
        all0 = all0.add(a0.add(b0)).add(c0.add(d0));
        all1 = all1.add(a1.add(b1)).add(c1.add(d1));
        upper0 =
            upper0
                .add(a0.lanewise(LSHR, 16).add(b0.lanewise(LSHR, 16)))
                .add(c0.lanewise(LSHR, 16).add(d0.lanewise(LSHR, 16)));
        upper1 =
            upper1
                .add(a1.lanewise(LSHR, 16).add(b1.lanewise(LSHR, 16)))
                .add(c1.lanewise(LSHR, 16).add(d1.lanewise(LSHR, 16)));
      }
      int zero = Panels.TABLE_ZERO * (to - from);
      IntVector lower0 = all0.sub(upper0.lanewise(LSHL, 16)).sub(zero);
      IntVector lower1 = all1.sub(upper1.lanewise(LSHL, 16)).sub(zero);
      lower0.reinterpretAsFloats().intoArray(sums, at);
      lower1.reinterpretAsFloats().intoArray(sums, at + LANES);
      upper0.sub(zero).reinterpretAsFloats().intoArray(sums, at + HALF);
      upper1.sub(zero).reinterpretAsFloats().intoArray(sums, at + HALF + LANES);
    }
  }

  /**
   * Zeros stand for rows that a choice leaves out, so that all sums are {@link Panels#TABLE_ZERO}
   * too large. A borrow from the upper half of a lane is paid back with the next sum.
   */
  @Override
  default void tables(long[] rows, int offset, int groups, long[] tables, int tablesOffset) {
    Arrays.fill(tables, tablesOffset, tablesOffset + ROW_WORDS, 4 * Panels.ZEROS);
    for (int at = 0; at < groups * ROW_WORDS; at += LONG_LANES) {
      int row = offset + at / ROW_WORDS * 4 * ROW_WORDS + at % ROW_WORDS;
      int to = tablesOffset + at / ROW_WORDS * 16 * ROW_WORDS + at % ROW_WORDS;
      IntVector a = packed(rows, row).add(3 * ZEROS);
      IntVector b = packed(rows, row + ROW_WORDS).add(3 * ZEROS);
      IntVector c = packed(rows, row + 2 * ROW_WORDS).sub(ZEROS);
      IntVector d = packed(rows, row + 3 * ROW_WORDS).sub(ZEROS);
      IntVector ab = a.add(b).sub(4 * ZEROS);
      IntVector cd = c.add(d);
      a.reinterpretAsLongs().intoArray(tables, to + ROW_WORDS);
      b.reinterpretAsLongs().intoArray(tables, to + 2 * ROW_WORDS);
      ab.reinterpretAsLongs().intoArray(tables, to + 3 * ROW_WORDS);
      c.add(4 * ZEROS).reinterpretAsLongs().intoArray(tables, to + 4 * ROW_WORDS);
      a.add(c).reinterpretAsLongs().intoArray(tables, to + 5 * ROW_WORDS);
      b.add(c).reinterpretAsLongs().intoArray(tables, to + 6 * ROW_WORDS);
      ab.add(c).reinterpretAsLongs().intoArray(tables, to + 7 * ROW_WORDS);
      d.add(4 * ZEROS).reinterpretAsLongs().intoArray(tables, to + 8 * ROW_WORDS);
      a.add(d).reinterpretAsLongs().intoArray(tables, to + 9 * ROW_WORDS);
      b.add(d).reinterpretAsLongs().intoArray(tables, to + 10 * ROW_WORDS);
      ab.add(d).reinterpretAsLongs().intoArray(tables, to + 11 * ROW_WORDS);
      cd.add(4 * ZEROS).reinterpretAsLongs().intoArray(tables, to + 12 * ROW_WORDS);
      a.add(cd).reinterpretAsLongs().intoArray(tables, to + 13 * ROW_WORDS);
      b.add(cd).reinterpretAsLongs().intoArray(tables, to + 14 * ROW_WORDS);
      ab.add(cd).reinterpretAsLongs().intoArray(tables, to + 15 * ROW_WORDS);
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
        int b = start + places[k + 1];
        int c = start + places[k + 2];
        int d = start + places[k + 3];
        IntVector four0 =
            packed(rows, a).add(packed(rows, b)).add(packed(rows, c).add(packed(rows, d)));
        IntVector four1 =
            packed(rows, a + LONG_LANES)
                .add(packed(rows, b + LONG_LANES))
                .add(packed(rows, c + LONG_LANES).add(packed(rows, d + LONG_LANES)));
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
