package dev.reverie.numeric.vector;

import static dev.reverie.numeric.Panels.WIDTH;
import static dev.reverie.numeric.vector.Species.FLOATS;
import static dev.reverie.numeric.vector.Species.LANES;
import static jdk.incubator.vector.VectorOperators.LSHL;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.FloatVector;

/**
 * What annealing sums. The polynomial of the exponential function stands in each loop that needs
 * it, as vectors must not be handed on.
 */
interface LaneGrowth extends VectorOps {
  @Override
  default void softplusGrowth(float[] fields, int offset, float from, float change, float[] out) {
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
