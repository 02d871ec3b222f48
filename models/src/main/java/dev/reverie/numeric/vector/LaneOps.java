package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.WIDTH;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.Philox;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
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
  private static final int BLOCKS = 16;

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
  public void sumRows(int[] values, int base, int[] places, int count, int[] out, int outOffset) {
    for (int part = 0; part < WIDTH; part += QUARTER) {
      IntVector sum0 = IntVector.zero(INTS);
      IntVector sum1 = IntVector.zero(INTS);
      IntVector sum2 = IntVector.zero(INTS);
      IntVector sum3 = IntVector.zero(INTS);
      for (int k = 0; k < count; k++) {
        int row = base + part + places[k];
        sum0 = sum0.add(IntVector.fromArray(INTS, values, row));
        sum1 = sum1.add(IntVector.fromArray(INTS, values, row + LANES));
        sum2 = sum2.add(IntVector.fromArray(INTS, values, row + 2 * LANES));
        sum3 = sum3.add(IntVector.fromArray(INTS, values, row + 3 * LANES));
      }
      int at = outOffset + part;
      sum0.intoArray(out, at);
      sum1.intoArray(out, at + LANES);
      sum2.intoArray(out, at + 2 * LANES);
      sum3.intoArray(out, at + 3 * LANES);
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
              .lanewise(VectorOperators.LSHL, 23)
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
          .lanewise(VectorOperators.LSHL, 12)
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
          p1.lanewise(VectorOperators.LSHR, 32)
              .lanewise(VectorOperators.XOR, c1)
              .lanewise(VectorOperators.XOR, k0 & WORD);
      c1 = p1.and(WORD);
      c2 =
          p0.lanewise(VectorOperators.LSHR, 32)
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
          even.or(odd.lanewise(VectorOperators.LSHL, 32))
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHR, 8)
              .sub(IntVector.fromArray(INTS, thresholds, at + 16 * word))
              .lanewise(VectorOperators.LSHR, 31)
              .reinterpretAsLongs();
      LongVector pairs = below.or(below.lanewise(VectorOperators.LSHR, 31)).and(3);
      drawn = drawn.or(pairs.lanewise(VectorOperators.LSHL, PAIR_SHIFT.add(16 * word)));
    }
    return drawn.reduceLanes(VectorOperators.OR);
  }

  @Override
  public void probabilities(int[] thresholds, int offset, int[] out, int outOffset) {
    for (int part = 0; part < WIDTH; part += LANES) {
      IntVector.fromArray(INTS, thresholds, offset + part)
          .add(8)
          .lanewise(VectorOperators.ASHR, 4)
          .intoArray(out, outOffset + part);
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
      int nextOffset) {
    FloatVector largest = FloatVector.zero(FLOATS);
    for (int part = 0; part < WIDTH; part += LANES) {
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
  public void addScaled(int[] sums, int sumsOffset, float scale, float[] out, int outOffset) {
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector sum =
          (FloatVector)
              IntVector.fromArray(INTS, sums, sumsOffset + part).convert(VectorOperators.I2F, 0);
      FloatVector.fromArray(FLOATS, out, outOffset + part)
          .add(sum.mul(scale))
          .intoArray(out, outOffset + part);
    }
  }

  @Override
  public void add(float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector.fromArray(FLOATS, a, aOffset + part)
          .add(FloatVector.fromArray(FLOATS, b, bOffset + part))
          .intoArray(out, outOffset + part);
    }
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
              .lanewise(VectorOperators.LSHL, 23)
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
                      .lanewise(VectorOperators.LSHL, 23)
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
