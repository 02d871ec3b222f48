package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.LEAD_IN_WORDS;
import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.INTS;
import static dev.reverie.numeric.vector.Species.LANES;
import static dev.reverie.numeric.vector.Species.LONGS;
import static dev.reverie.numeric.vector.Species.LONG_LANES;
import static dev.reverie.numeric.vector.Species.packed;
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
      IntVector bits =
          FloatVector.fromArray(FLOATS, fields, fieldsOffset + k).mul(factor).reinterpretAsInts();
      FloatVector x =
          bits.and(Logistic.MAGNITUDE)
              .min(Logistic.SATURATED_2_BITS)
              .or(bits.and(~Logistic.MAGNITUDE))
              .reinterpretAsFloats();
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
   * The first sixteen bits decide, but where they equal a threshold's. Random words lie as they are
   * wanted: of a state's sixteen, the first eight hold the bits of units u and u + 1 in their lower
   * halves and those of u + 16 and u + 17 in their upper ones, the others likewise from u + 32 on.
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
      int stride,
      long[] work) {
    for (int n = 0; n < states; n += DRAWN_TOGETHER) {
      int count = Math.min(DRAWN_TOGETHER, states - n);
      int item = firstItem + n;
      int at = offset + n * WIDTH;
      int to = outOffset + n * stride;
      randomWords(random, panel, item, steps, stepsOffset + n, count, work);
      compare(
          random,
          panel,
          item,
          steps,
          stepsOffset + n,
          count,
          work,
          thresholds,
          at,
          out,
          to,
          stride);
    }
  }

  /**
   * As many blocks at a time as there are lanes, and four states, so that products of some are made
   * while those of others are waited for. Where four do not go into their number, the last state is
   * made several times. Factors are masked, though they are below 2^32 already: so later JVMs know
   * that one short product is enough.
   */
  private static void randomWords(
      RandomStream random,
      int panel,
      int item,
      long[] steps,
      int stepsOffset,
      int states,
      long[] out) {
    long counter = random.drawCounter(panel) & WORD;
    long seed = random.seed();
    LongVector multiplier0 = LongVector.broadcast(LONGS, Philox.MULTIPLIER_0).and(WORD);
    LongVector multiplier1 = LongVector.broadcast(LONGS, Philox.MULTIPLIER_1).and(WORD);
    for (int a = 0; a < states; a += 4) {
      int b = Math.min(a + 1, states - 1);
      int c = Math.min(a + 2, states - 1);
      int d = Math.min(a + 3, states - 1);
      long stepA = steps[stepsOffset + a];
      long stepB = steps[stepsOffset + b];
      long stepC = steps[stepsOffset + c];
      long stepD = steps[stepsOffset + d];
      for (int first = 0; first < RandomStream.DRAW_BLOCKS; first += LONG_LANES) {
        LongVector a0 = LANE_INDEX.add(counter + first);
        LongVector a1 = LongVector.broadcast(LONGS, item + a & WORD);
        LongVector a2 = LongVector.broadcast(LONGS, stepA & WORD);
        LongVector a3 = LongVector.broadcast(LONGS, stepA >>> 32);
        LongVector b0 = LANE_INDEX.add(counter + first);
        LongVector b1 = LongVector.broadcast(LONGS, item + b & WORD);
        LongVector b2 = LongVector.broadcast(LONGS, stepB & WORD);
        LongVector b3 = LongVector.broadcast(LONGS, stepB >>> 32);
        LongVector c0 = LANE_INDEX.add(counter + first);
        LongVector c1 = LongVector.broadcast(LONGS, item + c & WORD);
        LongVector c2 = LongVector.broadcast(LONGS, stepC & WORD);
        LongVector c3 = LongVector.broadcast(LONGS, stepC >>> 32);
        LongVector d0 = LANE_INDEX.add(counter + first);
        LongVector d1 = LongVector.broadcast(LONGS, item + d & WORD);
        LongVector d2 = LongVector.broadcast(LONGS, stepD & WORD);
        LongVector d3 = LongVector.broadcast(LONGS, stepD >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < Philox.ROUNDS; round++) {
          LongVector a02 = a0.and(WORD).mul(multiplier0);
          LongVector a20 = a2.and(WORD).mul(multiplier1);
          LongVector b02 = b0.and(WORD).mul(multiplier0);
          LongVector b20 = b2.and(WORD).mul(multiplier1);
          LongVector c02 = c0.and(WORD).mul(multiplier0);
          LongVector c20 = c2.and(WORD).mul(multiplier1);
          LongVector d02 = d0.and(WORD).mul(multiplier0);
          LongVector d20 = d2.and(WORD).mul(multiplier1);
          a0 = a20.lanewise(LSHR, 32).lanewise(XOR, a1).lanewise(XOR, k0 & WORD);
          a1 = a20.and(WORD);
          a2 = a02.lanewise(LSHR, 32).lanewise(XOR, a3).lanewise(XOR, k1 & WORD);
          a3 = a02.and(WORD);
          b0 = b20.lanewise(LSHR, 32).lanewise(XOR, b1).lanewise(XOR, k0 & WORD);
          b1 = b20.and(WORD);
          b2 = b02.lanewise(LSHR, 32).lanewise(XOR, b3).lanewise(XOR, k1 & WORD);
          b3 = b02.and(WORD);
          c0 = c20.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0 & WORD);
          c1 = c20.and(WORD);
          c2 = c02.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1 & WORD);
          c3 = c02.and(WORD);
          d0 = d20.lanewise(LSHR, 32).lanewise(XOR, d1).lanewise(XOR, k0 & WORD);
          d1 = d20.and(WORD);
          d2 = d02.lanewise(LSHR, 32).lanewise(XOR, d3).lanewise(XOR, k1 & WORD);
          d3 = d02.and(WORD);
          k0 += Philox.WEYL_0;
          k1 += Philox.WEYL_1;
        }
        int at = LEAD_IN_WORDS + first;
        a0.or(a1.lanewise(LSHL, 32)).intoArray(out, at + a * ROW_WORDS);
        a2.or(a3.lanewise(LSHL, 32)).intoArray(out, at + a * ROW_WORDS + RandomStream.DRAW_BLOCKS);
        b0.or(b1.lanewise(LSHL, 32)).intoArray(out, at + b * ROW_WORDS);
        b2.or(b3.lanewise(LSHL, 32)).intoArray(out, at + b * ROW_WORDS + RandomStream.DRAW_BLOCKS);
        c0.or(c1.lanewise(LSHL, 32)).intoArray(out, at + c * ROW_WORDS);
        c2.or(c3.lanewise(LSHL, 32)).intoArray(out, at + c * ROW_WORDS + RandomStream.DRAW_BLOCKS);
        d0.or(d1.lanewise(LSHL, 32)).intoArray(out, at + d * ROW_WORDS);
        d2.or(d3.lanewise(LSHL, 32)).intoArray(out, at + d * ROW_WORDS + RandomStream.DRAW_BLOCKS);
      }
    }
  }

  private static void compare(
      RandomStream random,
      int panel,
      int item,
      long[] steps,
      int stepsOffset,
      int states,
      long[] words,
      int[] thresholds,
      int offset,
      long[] out,
      int outOffset,
      int stride) {
    for (int n = 0; n < states; n++) {
      long drawn = 0;
      int decided = -1;
      for (int first = 0; first < RandomStream.DRAW_BLOCKS; first += LONG_LANES) {
        int from = LEAD_IN_WORDS + n * ROW_WORDS + first;
        IntVector lower = packed(words, from);
        IntVector upper = packed(words, from + RandomStream.DRAW_BLOCKS);
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
        long step = steps[stepsOffset + n];
        int at = offset + n * WIDTH;
        drawn = Ties.settle(drawn, random, panel, item + n, step, thresholds, at);
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
