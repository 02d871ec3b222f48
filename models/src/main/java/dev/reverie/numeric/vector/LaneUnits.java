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
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.RandomStream;
import dev.reverie.random.Threefry;
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

  /** As many blocks at a time as there are lanes. */
  private static void randomWords(
      RandomStream random,
      int panel,
      int item,
      long[] steps,
      int stepsOffset,
      int states,
      long[] out) {
    long seed = random.seed();
    long parity = Threefry.PARITY ^ seed;
    for (int n = 0; n < states; n++) {
      long counter = random.drawCounter(item + n, panel);
      for (int first = 0; first < RandomStream.DRAW_BLOCKS; first += LONG_LANES) {
        LongVector a = LANE_INDEX.add(counter + first + seed);
        LongVector b = LongVector.broadcast(LONGS, steps[stepsOffset + n]);
        long k0 = 0;
        long k1 = parity;
        long k2 = seed;
        for (int fours = 1; fours <= 3; fours += 2) {
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_0).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_1).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_2).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_3).lanewise(XOR, a);
          a = a.add(k0);
          b = b.add(k1 + fours);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_4).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_5).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_6).lanewise(XOR, a);
          a = a.add(b);
          b = b.lanewise(ROL, Threefry.ROTATION_7).lanewise(XOR, a);
          a = a.add(k1);
          b = b.add(k2 + fours + 1);
          long last = k2;
          k2 = k1;
          k1 = k0;
          k0 = last;
        }
        a = a.add(b);
        b = b.lanewise(ROL, Threefry.ROTATION_0).lanewise(XOR, a);
        a = a.add(b);
        b = b.lanewise(ROL, Threefry.ROTATION_1).lanewise(XOR, a);
        a = a.add(b);
        b = b.lanewise(ROL, Threefry.ROTATION_2).lanewise(XOR, a);
        a = a.add(b);
        b = b.lanewise(ROL, Threefry.ROTATION_3).lanewise(XOR, a);
        int at = LEAD_IN_WORDS + n * ROW_WORDS + first;
        a.add(k0).intoArray(out, at);
        b.add(k1 + 5).intoArray(out, at + RandomStream.DRAW_BLOCKS);
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
