package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.INTS;
import static dev.reverie.numeric.vector.Species.LANES;
import static dev.reverie.numeric.vector.Species.LONGS;
import static dev.reverie.numeric.vector.Species.LONG_LANES;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.Philox;
import dev.reverie.random.RandomStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** From fields to probabilities and states. */
interface LaneUnits extends VectorOps {
  int HALF = WIDTH / 2;
  int QUARTER = WIDTH / 4;

  /** Rounds thresholds, in units of 2^-23, to probabilities of 14 bits. */
  int HALF_UP = 256;

  long WORD = 0xFFFFFFFFL;
  LongVector LANE_INDEX = LongVector.zero(LONGS).addIndex(1);

  /** Powers of 2 by lane: a product is quick in JDK 17, where a shift by lanes is not. */
  IntVector LANE_POWER = Powers.ofTwo();

  @Override
  default void thresholds(
      float[] fields, int fieldsOffset, int length, float scale, int[] thresholds, int offset) {
    float factor = -Logistic.LOG2_E * scale;
    for (int k = 0; k < length; k += LANES) {
      FloatVector x =
          FloatVector.fromArray(FLOATS, fields, fieldsOffset + k)
              .mul(factor)
              .max(-Logistic.SATURATED_2)
              .min(Logistic.SATURATED_2);
      FloatVector shifted = x.add(Logistic.ROUNDING);
      FloatVector rest = x.sub(shifted.sub(Logistic.ROUNDING));
      FloatVector mantissa =
          rest.fma(
              FloatVector.broadcast(FLOATS, Logistic.Q5),
              FloatVector.broadcast(FLOATS, Logistic.Q4));
      mantissa = mantissa.fma(rest, FloatVector.broadcast(FLOATS, Logistic.Q3));
      mantissa = mantissa.fma(rest, FloatVector.broadcast(FLOATS, Logistic.Q2));
      mantissa = mantissa.fma(rest, FloatVector.broadcast(FLOATS, Logistic.Q1));
      mantissa = mantissa.fma(rest, FloatVector.broadcast(FLOATS, 1f));
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(LSHL, 23)
              .add(mantissa.reinterpretAsInts())
              .reinterpretAsFloats();
      FloatVector.broadcast(FLOATS, Logistic.ONE_23)
          .div(power.add(1f))
          .add(Logistic.ONE_23)
          .reinterpretAsInts()
          .sub(Logistic.ONE_23_BITS)
          .intoArray(thresholds, offset + k);
    }
  }

  /**
   * The first sixteen bits decide, but where they equal a threshold's. As many blocks are made at a
   * time as there are lanes: words 0 and 1 hold the bits of units u and u + 1 in their lower halves
   * and those of u + 16 and u + 17 in their upper ones, words 2 and 3 likewise from u + 32 on.
   */
  @Override
  default void draw(
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
      int stride) {
    long counter = random.drawCounter(panel) & WORD;
    long seed = random.seed();
    for (int n = 0; n < states; n++) {
      long step = steps[stepsOffset + n];
      long drawn = 0;
      int decided = -1;
      for (int first = 0; first < RandomStream.DRAW_BLOCKS; first += LONG_LANES) {
        LongVector c0 = LANE_INDEX.add(counter + first);
        LongVector c1 = LongVector.broadcast(LONGS, firstItem + n & WORD);
        LongVector c2 = LongVector.broadcast(LONGS, step & WORD);
        LongVector c3 = LongVector.broadcast(LONGS, step >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < Philox.ROUNDS; round++) {
          LongVector p0 = c0.mul(Philox.MULTIPLIER_0 & WORD);
          LongVector p1 = c2.mul(Philox.MULTIPLIER_1 & WORD);
          c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0 & WORD);
          c1 = p1.and(WORD);
          c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1 & WORD);
          c3 = p0.and(WORD);
          k0 += Philox.WEYL_0;
          k1 += Philox.WEYL_1;
        }
        IntVector lower = c0.or(c1.lanewise(LSHL, 32)).reinterpretAsInts();
        IntVector upper = c2.or(c3.lanewise(LSHL, 32)).reinterpretAsInts();
        int at = offset + n * WIDTH + 2 * first;
        IntVector below0 =
            lower
                .and(0xFFFF)
                .sub(
                    IntVector.fromArray(INTS, thresholds, at)
                        .lanewise(LSHR, RandomStream.SECOND_BITS));
        IntVector below1 =
            lower
                .lanewise(LSHR, 16)
                .sub(
                    IntVector.fromArray(INTS, thresholds, at + QUARTER)
                        .lanewise(LSHR, RandomStream.SECOND_BITS));
        IntVector below2 =
            upper
                .and(0xFFFF)
                .sub(
                    IntVector.fromArray(INTS, thresholds, at + HALF)
                        .lanewise(LSHR, RandomStream.SECOND_BITS));
        IntVector below3 =
            upper
                .lanewise(LSHR, 16)
                .sub(
                    IntVector.fromArray(INTS, thresholds, at + HALF + QUARTER)
                        .lanewise(LSHR, RandomStream.SECOND_BITS));
        decided &=
            below0
                .or(below0.neg())
                .and(below1.or(below1.neg()))
                .and(below2.or(below2.neg()))
                .and(below3.or(below3.neg()))
                .reduceLanes(AND);
        LongVector lowerOn =
            below0
                .lanewise(LSHR, 31)
                .or(below1.lanewise(LSHR, 31).lanewise(LSHL, 16))
                .mul(LANE_POWER)
                .reinterpretAsLongs();
        LongVector upperOn =
            below2
                .lanewise(LSHR, 31)
                .or(below3.lanewise(LSHR, 31).lanewise(LSHL, 16))
                .mul(LANE_POWER)
                .reinterpretAsLongs();
        drawn |=
            lowerOn
                    .or(lowerOn.lanewise(LSHR, 32))
                    .and(WORD)
                    .or(upperOn.or(upperOn.lanewise(LSHL, 32)).and(~WORD))
                    .reduceLanes(OR)
                << 2 * first;
      }
      if (decided >= 0) {
        drawn =
            Ties.settle(drawn, random, panel, firstItem + n, step, thresholds, offset + n * WIDTH);
      }
      out[outOffset + n * stride] = drawn;
    }
  }

  @Override
  default void probabilities(int[] thresholds, int offset, int states, long[] out, int outOffset) {
    for (int half = 0; half < states * HALF; half += LANES) {
      int at = offset + 2 * half - half % HALF;
      IntVector lower =
          IntVector.fromArray(INTS, thresholds, at)
              .add(HALF_UP)
              .lanewise(LSHR, 9)
              .min(MOST_PROBABILITY);
      IntVector upper =
          IntVector.fromArray(INTS, thresholds, at + HALF)
              .add(HALF_UP)
              .lanewise(LSHR, 9)
              .min(MOST_PROBABILITY);
      lower.or(upper.lanewise(LSHL, 16)).reinterpretAsLongs().intoArray(out, outOffset + half / 2);
    }
  }
}
