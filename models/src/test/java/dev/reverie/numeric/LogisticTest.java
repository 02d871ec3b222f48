package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogisticTest {
  private static final int ONE = 1 << VectorOps.THRESHOLD_BITS;
  private static final float GRID = 0x1p-12f;

  private static int threshold(float field) {
    return Logistic.threshold(field * -Logistic.LOG2_E);
  }

  private static double exact(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  @Test
  void shouldBeWithinATwentyFourthBitOfExpRelatively() {
    for (float x = -87; x <= 87; x += GRID) {
      double exact = StrictMath.exp(x);
      assertEquals(exact, Logistic.exp(x), exact * 0x1p-22, "exp of " + x);
    }
  }

  @Test
  void shouldBeWithinTwoToTheMinusTwentyTwoOfTheLogistic() {
    for (float x = -90; x <= 90; x += GRID) {
      assertEquals(exact(x), Logistic.logistic(x), 0x1p-22, "logistic of " + x);
      assertEquals(exact(x), threshold(x) / (double) ONE, 0x1p-22, "threshold of " + x);
    }
  }

  @Test
  void shouldNeverFallAsFieldsRise() {
    int last = 0;
    for (float x = -90; x <= 90; x += GRID) {
      int threshold = threshold(x);
      assertTrue(
          threshold >= last, "threshold of " + x + " falls to " + threshold + " from " + last);
      last = threshold;
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {VectorOps.NEVER, -Float.MAX_VALUE, -1e4f, -87f, -20f})
  void shouldBeExactlyZeroFarBelow(float x) {
    assertEquals(0, threshold(x));
  }

  @ParameterizedTest
  @ValueSource(floats = {20f, 87f, 1e4f, 1e30f, Float.MAX_VALUE})
  void shouldBeExactlyOneFarAbove(float x) {
    assertEquals(ONE, threshold(x));
  }

  @Test
  void shouldBeOneHalfAtEitherZero() {
    assertEquals(ONE / 2, threshold(0f));
    assertEquals(ONE / 2, threshold(-0f));
  }

  @Test
  void shouldLetNanThrough() {
    assertTrue(Float.isNaN(Logistic.logistic(Float.NaN)));
  }

  @Test
  void shouldGiveASoftplusThatNeitherOverflowsNorCancels() {
    assertEquals(Math.log(2), Logistic.softplus(0), 1e-15);
    assertEquals(1000, Logistic.softplus(1000));
    assertEquals(StrictMath.exp(-40), Logistic.softplus(-40), 1e-30);
    for (double x = -30; x <= 30; x += 0x1p-6) {
      assertEquals(x, Logistic.softplus(x) - Logistic.softplus(-x), 1e-14 * (1 + Math.abs(x)));
      assertEquals(
          StrictMath.log(1 + StrictMath.exp(x)), Logistic.softplus(x), 1e-15 * (2 + Math.abs(x)));
    }
  }
}
