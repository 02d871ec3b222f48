package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.Philox;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Panels in vectors of 128, 256 or 512 bits: the machine's width, or the one that the system
 * property {@code reverie.numeric} names.
 *
 * <p>The polynomial of the exponential function stands in each loop that needs it: these methods
 * are kept out of line, and vectors that are handed from one such method to another would go over
 * the heap. For the same reason they take arrays and places, never vectors.
 */
public final class LaneOps implements VectorOps {
  private static final VectorShape SHAPE = shape(System.getProperty("reverie.numeric", ""));
  private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
  private static final int LANES = FLOATS.length();
  private static final int LONG_LANES = LONGS.length();
  private static final int QUARTER = 4 * LANES;
  private static final int HALF = WIDTH / 2;
  private static final int BLOCKS = 16;
  private static final short ZERO = (short) Panels.ZERO;

  /** Rounds thresholds, in units of 2^-24, to probabilities of 14 bits on top of the zero. */
  private static final int HALF_UP = 512 + (Panels.ZERO << 10);

  private static final float PACKING = Logistic.ROUNDING + Panels.ZERO;

  private static final long WORD = 0xFFFFFFFFL;
  private static final LongVector LANE_INDEX = LongVector.zero(LONGS).addIndex(1);
  private static final LongVector PAIR_SHIFT = LongVector.zero(LONGS).addIndex(2);

  private static VectorShape shape(String wanted) {
    if (wanted.equals("vector128")) {
      return VectorShape.S_128_BIT;
    }
    if (wanted.equals("vector256")) {
      return VectorShape.S_256_BIT;
    }
    if (wanted.equals("vector512")) {
      return VectorShape.S_512_BIT;
    }
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return VectorShape.forBitSize(Math.min(512, Math.max(128, bits)));
  }

  /** For {@link VectorOps#best()}, which loads this class by name. */
  public LaneOps() {}

  @Override
  public String name() {
    return "vector " + SHAPE.vectorBitSize() + " bits";
  }

  @Override
  public void addRows(
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
  public void addScaledRows(
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

  /**
   * Four rows at a time: the loads and adds of one row alone leave the machine waiting for places.
   */
  @Override
  public void sumRows(
      long[] values,
      int base,
      int[] places,
      int from,
      int to,
      Into into,
      int[] sums,
      int sumsOffset) {
    for (int part = 0; part < ROW_WORDS; part += 2 * LONG_LANES) {
      int start = base + part;
      IntVector all0 = IntVector.zero(INTS);
      IntVector all1 = IntVector.zero(INTS);
      IntVector upper0 = IntVector.zero(INTS);
      IntVector upper1 = IntVector.zero(INTS);
      for (int k = from; k < to; k += 4) {
        int a = start + places[k];
        int b = start + places[k + 1];
        int c = start + places[k + 2];
        int d = start + places[k + 3];
        IntVector a0 = LongVector.fromArray(LONGS, values, a).reinterpretAsInts();
        IntVector b0 = LongVector.fromArray(LONGS, values, b).reinterpretAsInts();
        IntVector c0 = LongVector.fromArray(LONGS, values, c).reinterpretAsInts();
        IntVector d0 = LongVector.fromArray(LONGS, values, d).reinterpretAsInts();
        IntVector a1 = LongVector.fromArray(LONGS, values, a + LONG_LANES).reinterpretAsInts();
        IntVector b1 = LongVector.fromArray(LONGS, values, b + LONG_LANES).reinterpretAsInts();
        IntVector c1 = LongVector.fromArray(LONGS, values, c + LONG_LANES).reinterpretAsInts();
        IntVector d1 = LongVector.fromArray(LONGS, values, d + LONG_LANES).reinterpretAsInts();
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
      int shift = Panels.ZERO * (to - from);
      IntVector lower0 = all0.sub(upper0.lanewise(LSHL, 16)).sub(shift);
      IntVector lower1 = all1.sub(upper1.lanewise(LSHL, 16)).sub(shift);
      upper0 = upper0.sub(shift);
      upper1 = upper1.sub(shift);
      int at = sumsOffset + 2 * part;
      if (into != Into.SET) {
        IntVector before0 = IntVector.fromArray(INTS, sums, at);
        IntVector before1 = IntVector.fromArray(INTS, sums, at + LANES);
        IntVector before2 = IntVector.fromArray(INTS, sums, at + HALF);
        IntVector before3 = IntVector.fromArray(INTS, sums, at + HALF + LANES);
        boolean add = into == Into.ADD;
        lower0 = add ? before0.add(lower0) : before0.sub(lower0);
        lower1 = add ? before1.add(lower1) : before1.sub(lower1);
        upper0 = add ? before2.add(upper0) : before2.sub(upper0);
        upper1 = add ? before3.add(upper1) : before3.sub(upper1);
      }
      lower0.intoArray(sums, at);
      lower1.intoArray(sums, at + LANES);
      upper0.intoArray(sums, at + HALF);
      upper1.intoArray(sums, at + HALF + LANES);
    }
  }

  /** A sum keeps the zero of its first row; those of the others are taken off before. */
  @Override
  public void tables(long[] rows, int offset, int groups, long[] tables, int tablesOffset) {
    for (int word = 0; word < ROW_WORDS; word++) {
      tables[tablesOffset + word] = Panels.ZEROS;
    }
    for (int at = 0; at < groups * ROW_WORDS; at += LONG_LANES) {
      int row = offset + at / ROW_WORDS * 4 * ROW_WORDS + at % ROW_WORDS;
      int to = tablesOffset + at / ROW_WORDS * 16 * ROW_WORDS + at % ROW_WORDS;
      ShortVector a = LongVector.fromArray(LONGS, rows, row).reinterpretAsShorts();
      ShortVector b = LongVector.fromArray(LONGS, rows, row + ROW_WORDS).reinterpretAsShorts();
      a.reinterpretAsLongs().intoArray(tables, to + ROW_WORDS);
      b.reinterpretAsLongs().intoArray(tables, to + 2 * ROW_WORDS);
      ShortVector ab = a.add(b.sub(ZERO));
      ab.reinterpretAsLongs().intoArray(tables, to + 3 * ROW_WORDS);
      ShortVector c = LongVector.fromArray(LONGS, rows, row + 2 * ROW_WORDS).reinterpretAsShorts();
      c.reinterpretAsLongs().intoArray(tables, to + 4 * ROW_WORDS);
      c = c.sub(ZERO);
      a.add(c).reinterpretAsLongs().intoArray(tables, to + 5 * ROW_WORDS);
      b.add(c).reinterpretAsLongs().intoArray(tables, to + 6 * ROW_WORDS);
      ShortVector abc = ab.add(c);
      abc.reinterpretAsLongs().intoArray(tables, to + 7 * ROW_WORDS);
      ShortVector d = LongVector.fromArray(LONGS, rows, row + 3 * ROW_WORDS).reinterpretAsShorts();
      d.reinterpretAsLongs().intoArray(tables, to + 8 * ROW_WORDS);
      ShortVector cd = d.add(c);
      cd.reinterpretAsLongs().intoArray(tables, to + 12 * ROW_WORDS);
      d = d.sub(ZERO);
      a.add(d).reinterpretAsLongs().intoArray(tables, to + 9 * ROW_WORDS);
      b.add(d).reinterpretAsLongs().intoArray(tables, to + 10 * ROW_WORDS);
      ab.add(d).reinterpretAsLongs().intoArray(tables, to + 11 * ROW_WORDS);
      cd = cd.sub(ZERO);
      a.add(cd).reinterpretAsLongs().intoArray(tables, to + 13 * ROW_WORDS);
      b.add(cd).reinterpretAsLongs().intoArray(tables, to + 14 * ROW_WORDS);
      ab.add(cd).reinterpretAsLongs().intoArray(tables, to + 15 * ROW_WORDS);
    }
  }

  @Override
  public void fields(
      int[] sums,
      int sumsOffset,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset) {
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector sum =
          (FloatVector)
              IntVector.fromArray(INTS, sums, sumsOffset + part).convert(VectorOperators.I2F, 0);
      FloatVector.fromArray(FLOATS, bias, biasOffset + part)
          .add(sum.mul(unit))
          .intoArray(fields, fieldsOffset + part);
    }
  }

  @Override
  public void thresholds(
      float[] fields, int fieldsOffset, float scale, int[] thresholds, int offset) {
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector x =
          FloatVector.fromArray(FLOATS, fields, fieldsOffset + part)
              .mul(scale)
              .neg()
              .max(-Logistic.SATURATED)
              .min(Logistic.SATURATED);
      FloatVector shifted = x.mul(Logistic.LOG2_E).add(Logistic.ROUNDING);
      FloatVector whole = shifted.sub(Logistic.ROUNDING);
      FloatVector rest = x.sub(whole.mul(Logistic.LN2_HIGH)).sub(whole.mul(Logistic.LN2_LOW));
      FloatVector polynomial =
          rest.mul(Logistic.P0)
              .add(Logistic.P1)
              .mul(rest)
              .add(Logistic.P2)
              .mul(rest)
              .add(Logistic.P3)
              .mul(rest)
              .add(Logistic.P4)
              .mul(rest)
              .add(Logistic.P5);
      FloatVector mantissa = polynomial.mul(rest.mul(rest)).add(rest).add(1f);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(LSHL, 23)
              .add(Logistic.ONE_BITS)
              .reinterpretAsFloats();
      FloatVector probability = FloatVector.broadcast(FLOATS, 1f).div(mantissa.mul(power).add(1f));
      FloatVector scaled = probability.mul(Logistic.ONE_12);
      FloatVector upper = scaled.add(Logistic.ROUNDING);
      FloatVector lower =
          scaled.sub(upper.sub(Logistic.ROUNDING)).mul(Logistic.ONE_12).add(Logistic.ROUNDING);
      upper
          .reinterpretAsInts()
          .sub(Logistic.ROUNDING_BITS)
          .lanewise(LSHL, 12)
          .add(lower.reinterpretAsInts())
          .sub(Logistic.ROUNDING_BITS)
          .intoArray(thresholds, offset + part);
    }
  }

  @Override
  public long draw(
      int counter, int item, long step, long seed, int[] thresholds, int offset, long[] blocks) {
    for (int first = 0; first < BLOCKS; first += LONG_LANES) {
      philox((counter & WORD) + first, item & WORD, step, seed, blocks, first);
    }
    long drawn = 0;
    for (int first = 0; first < BLOCKS / 2; first += LONG_LANES) {
      drawn |= compare(blocks, first, thresholds, offset + 2 * first) << 2 * first;
    }
    return drawn;
  }

  /**
   * Writes word w of block b to {@code blocks[16 w + b]}, for as many blocks as there are lanes.
   */
  private static void philox(long counter, long item, long step, long seed, long[] blocks, int at) {
    LongVector c0 = LANE_INDEX.add(counter);
    LongVector c1 = LongVector.broadcast(LONGS, item);
    LongVector c2 = LongVector.broadcast(LONGS, step & WORD);
    LongVector c3 = LongVector.broadcast(LONGS, step >>> 32);
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < Philox.ROUNDS; round++) {
      LongVector p0 = c0.mul(Philox.MULTIPLIER_0 & WORD);
      LongVector p1 = c2.mul(Philox.MULTIPLIER_1 & WORD);
      c0 =
          p1.lanewise(LSHR, 32)
              .lanewise(VectorOperators.XOR, c1)
              .lanewise(VectorOperators.XOR, k0 & WORD);
      c1 = p1.and(WORD);
      c2 =
          p0.lanewise(LSHR, 32)
              .lanewise(VectorOperators.XOR, c3)
              .lanewise(VectorOperators.XOR, k1 & WORD);
      c3 = p0.and(WORD);
      k0 += Philox.WEYL_0;
      k1 += Philox.WEYL_1;
    }
    c0.intoArray(blocks, at);
    c1.intoArray(blocks, at + BLOCKS);
    c2.intoArray(blocks, at + 2 * BLOCKS);
    c3.intoArray(blocks, at + 3 * BLOCKS);
  }

  /** Even units come from the first eight blocks, odd ones from the others. */
  private static long compare(long[] blocks, int first, int[] thresholds, int at) {
    LongVector drawn = LongVector.zero(LONGS);
    for (int word = 0; word < 4; word++) {
      LongVector even = LongVector.fromArray(LONGS, blocks, word * BLOCKS + first);
      LongVector odd = LongVector.fromArray(LONGS, blocks, word * BLOCKS + BLOCKS / 2 + first);
      LongVector below =
          even.or(odd.lanewise(LSHL, 32))
              .reinterpretAsInts()
              .lanewise(LSHR, 8)
              .sub(IntVector.fromArray(INTS, thresholds, at + 16 * word))
              .lanewise(LSHR, 31)
              .reinterpretAsLongs();
      LongVector pairs = below.or(below.lanewise(LSHR, 31)).and(3);
      drawn = drawn.or(pairs.lanewise(LSHL, PAIR_SHIFT.add(16 * word)));
    }
    return drawn.reduceLanes(VectorOperators.OR);
  }

  @Override
  public void probabilities(int[] thresholds, int offset, long[] out, int outOffset) {
    for (int part = 0; part < HALF; part += LANES) {
      IntVector lower =
          IntVector.fromArray(INTS, thresholds, offset + part).add(HALF_UP).lanewise(LSHR, 10);
      IntVector upper =
          IntVector.fromArray(INTS, thresholds, offset + HALF + part)
              .add(HALF_UP)
              .lanewise(LSHR, 10);
      lower.or(upper.lanewise(LSHL, 16)).reinterpretAsLongs().intoArray(out, outOffset + part / 2);
    }
  }

  @Override
  public float step(
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
    FloatVector largest = FloatVector.zero(FLOATS);
    for (int part = 0; part < length; part += LANES) {
      FloatVector weight = FloatVector.fromArray(FLOATS, weights, weightsOffset + part);
      FloatVector force =
          FloatVector.fromArray(FLOATS, gradient, gradientOffset + part)
              .sub(weight.mul(size.decay()));
      FloatVector speed =
          FloatVector.fromArray(FLOATS, velocity, velocityOffset + part)
              .mul(size.momentum())
              .add(force.mul(size.rate()));
      FloatVector moved = weight.add(speed);
      speed.intoArray(velocity, velocityOffset + part);
      moved.intoArray(next, nextOffset + part);
      largest = largest.max(moved.abs());
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void combine(
      int[] sums,
      int sumsOffset,
      float scale,
      int[] others,
      int othersOffset,
      float otherScale,
      float[] out,
      int outOffset,
      int length) {
    for (int part = 0; part < length; part += LANES) {
      FloatVector sum =
          (FloatVector)
              IntVector.fromArray(INTS, sums, sumsOffset + part).convert(VectorOperators.I2F, 0);
      FloatVector other =
          (FloatVector)
              IntVector.fromArray(INTS, others, othersOffset + part)
                  .convert(VectorOperators.I2F, 0);
      sum.mul(scale).add(other.mul(otherScale)).intoArray(out, outOffset + part);
    }
  }

  @Override
  public void pack(
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
  public void transpose(long[] in, int inOffset, long[] out, int outOffset, long[] work) {
    for (int row = 0; row < HALF; row += 2) {
      for (int part = 0; part < ROW_WORDS; part += LONG_LANES) {
        exchange(in, inOffset + row * ROW_WORDS + part, work, row / 2 * WIDTH + part);
      }
    }
    for (int pair = 0; pair < ROW_WORDS; pair++) {
      for (int word = 0; word < ROW_WORDS; word++) {
        int from = word * WIDTH + pair;
        int to = outOffset + 2 * pair * ROW_WORDS + word;
        out[to] = work[from];
        out[to + ROW_WORDS] = work[from + ROW_WORDS];
        out[to + HALF * ROW_WORDS] = work[from + 2 * ROW_WORDS];
        out[to + (HALF + 1) * ROW_WORDS] = work[from + 3 * ROW_WORDS];
      }
    }
  }

  /**
   * Brings the four numbers of rows r, r + 1, r + 32, r + 33 that stand in one column into one
   * word. The four words of {@code in}'s word w, for its columns 2w, 2w + 1, 2w + 32 and 2w + 33,
   * go 16 words apart from one another.
   */
  private static void exchange(long[] in, int at, long[] out, int to) {
    int far = at + HALF * ROW_WORDS;
    IntVector a = LongVector.fromArray(LONGS, in, at).reinterpretAsInts();
    IntVector b = LongVector.fromArray(LONGS, in, at + ROW_WORDS).reinterpretAsInts();
    IntVector c = LongVector.fromArray(LONGS, in, far).reinterpretAsInts();
    IntVector d = LongVector.fromArray(LONGS, in, far + ROW_WORDS).reinterpretAsInts();
    LongVector lowerA = a.and(0xFFFF).or(c.lanewise(LSHL, 16)).reinterpretAsLongs();
    LongVector lowerB = b.and(0xFFFF).or(d.lanewise(LSHL, 16)).reinterpretAsLongs();
    LongVector upperA = a.lanewise(LSHR, 16).or(c.and(0xFFFF0000)).reinterpretAsLongs();
    LongVector upperB = b.lanewise(LSHR, 16).or(d.and(0xFFFF0000)).reinterpretAsLongs();
    lowerA.and(WORD).or(lowerB.lanewise(LSHL, 32)).intoArray(out, to);
    lowerA.lanewise(LSHR, 32).or(lowerB.and(~WORD)).intoArray(out, to + ROW_WORDS);
    upperA.and(WORD).or(upperB.lanewise(LSHL, 32)).intoArray(out, to + 2 * ROW_WORDS);
    upperA.lanewise(LSHR, 32).or(upperB.and(~WORD)).intoArray(out, to + 3 * ROW_WORDS);
  }

  @Override
  public void softplusGrowth(float[] fields, int offset, float from, float change, float[] out) {
    oneMinusExp(fields, offset, change, out);
    for (int part = 0; part < GROWTH_PARTS; part += LANES) {
      grow(fields, offset + part, from, out, part);
    }
  }

  /** Writes {@code 1 - exp(-change * |field|)} behind the partial results. */
  private static void oneMinusExp(float[] fields, int offset, float change, float[] out) {
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector x =
          FloatVector.fromArray(FLOATS, fields, offset + part)
              .abs()
              .mul(change)
              .neg()
              .max(-Logistic.SATURATED);
      FloatVector shifted = x.mul(Logistic.LOG2_E).add(Logistic.ROUNDING);
      FloatVector whole = shifted.sub(Logistic.ROUNDING);
      FloatVector rest = x.sub(whole.mul(Logistic.LN2_HIGH)).sub(whole.mul(Logistic.LN2_LOW));
      FloatVector polynomial =
          rest.mul(Logistic.P0)
              .add(Logistic.P1)
              .mul(rest)
              .add(Logistic.P2)
              .mul(rest)
              .add(Logistic.P3)
              .mul(rest)
              .add(Logistic.P4)
              .mul(rest)
              .add(Logistic.P5);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(LSHL, 23)
              .add(Logistic.ONE_BITS)
              .reinterpretAsFloats();
      FloatVector grown = polynomial.mul(rest.mul(rest)).add(rest).mul(power);
      FloatVector.broadcast(FLOATS, 1f)
          .sub(power)
          .sub(grown)
          .intoArray(out, 2 * GROWTH_PARTS + part);
    }
  }

  /** Partial results of as many parts as there are lanes. */
  private static void grow(float[] fields, int at, float from, float[] out, int part) {
    FloatVector positive = FloatVector.zero(FLOATS);
    FloatVector lost = FloatVector.zero(FLOATS);
    for (int column = 0; column < WIDTH; column += GROWTH_PARTS) {
      FloatVector field = FloatVector.fromArray(FLOATS, fields, at + column);
      FloatVector x = field.abs().mul(from).neg().max(-Logistic.SATURATED);
      FloatVector shifted = x.mul(Logistic.LOG2_E).add(Logistic.ROUNDING);
      FloatVector whole = shifted.sub(Logistic.ROUNDING);
      FloatVector rest = x.sub(whole.mul(Logistic.LN2_HIGH)).sub(whole.mul(Logistic.LN2_LOW));
      FloatVector polynomial =
          rest.mul(Logistic.P0)
              .add(Logistic.P1)
              .mul(rest)
              .add(Logistic.P2)
              .mul(rest)
              .add(Logistic.P3)
              .mul(rest)
              .add(Logistic.P4)
              .mul(rest)
              .add(Logistic.P5);
      FloatVector power =
          polynomial
              .mul(rest.mul(rest))
              .add(rest)
              .add(1f)
              .mul(
                  shifted
                      .reinterpretAsInts()
                      .lanewise(LSHL, 23)
                      .add(Logistic.ONE_BITS)
                      .reinterpretAsFloats());
      FloatVector tail = power.div(power.add(1f));
      FloatVector y =
          tail.mul(FloatVector.fromArray(FLOATS, out, 2 * GROWTH_PARTS + part + column));
      positive = positive.add(field.max(0f));
      lost = lost.add(FloatVector.broadcast(FLOATS, 1f).sub(lost).mul(y));
    }
    positive.intoArray(out, part);
    lost.intoArray(out, GROWTH_PARTS + part);
  }
}
