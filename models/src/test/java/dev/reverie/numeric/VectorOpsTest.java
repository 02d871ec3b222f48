package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.random.ChiSquare;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the primitives mean, by {@link VectorOps#best()}; that all implementations mean the same is
 * another test.
 */
final class VectorOpsTest {
  private static final VectorOps OPS = VectorOps.best();
  private static final int ONE = 1 << 24;

  @Test
  @Tag("bits")
  void shouldAddTheRowsOfAPairFirstAndThenThePairsInOrder() {
    Random random = new Random(3);
    int rows = 70;
    float[] weights = new float[Panels.pairedLength(rows, 64)];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < 64; column++) {
        weights[Panels.pairedIndex(rows, row, column)] = (float) (random.nextGaussian() * 100);
      }
    }
    for (int row = 1; row < rows; row += 2) {
      int sum = Panels.pairedIndex(rows, row, 0) + 64;
      OPS.add(weights, sum - 128, weights, sum - 64, weights, sum);
    }
    int[] places = new int[64];
    for (int run = 0; run < 50; run++) {
      long[] on = {random.nextLong(), random.nextLong() & 63};
      float[] field = new float[64];
      OPS.addRows(weights, 0, places, Panels.places(on, 0, 2, places), field, 0);
      assertArrayEquals(definition(weights, rows, on), field);
    }
  }

  private static float[] definition(float[] weights, int rows, long[] on) {
    float[] field = new float[64];
    for (int row = 0; row < rows; row += 2) {
      boolean first = (on[row / 64] >>> row % 64 & 1) != 0;
      boolean second = (on[row / 64] >>> row % 64 + 1 & 1) != 0;
      for (int column = 0; column < 64; column++) {
        float a = weights[Panels.pairedIndex(rows, row, column)];
        float b = weights[Panels.pairedIndex(rows, row + 1, column)];
        if (first && second) {
          field[column] += a + b;
        } else if (first || second) {
          field[column] += first ? a : b;
        }
      }
    }
    return field;
  }

  @Test
  @Tag("bits")
  void shouldDrawEveryUnitFromItsOwnRandomNumber() {
    Random random = new Random(5);
    RandomStream stream = new RandomStream(random.nextLong(), Purpose.CHAIN_VISIBLE);
    for (int panel : new int[] {0, 1, 7, (1 << 20) - 1}) {
      int item = random.nextInt();
      long step = random.nextLong();
      int[] thresholds = random.ints(64, 0, ONE + 1).toArray();
      long drawn = draw(stream, panel, item, step, thresholds);
      for (int unit = 0; unit < 64; unit++) {
        boolean on = stream.bits(item, step, panel * 64 + unit) >>> 8 < thresholds[unit];
        assertEquals(on ? 1 : 0, drawn >>> unit & 1, "unit " + unit + " of panel " + panel);
      }
    }
  }

  /** One below its threshold a unit is on, and at its threshold it is off. */
  @Test
  @Tag("bits")
  void shouldCompareWithTheThresholdExactly() {
    RandomStream stream = new RandomStream(13, Purpose.CHAIN_HIDDEN);
    for (int odd = 0; odd < 2; odd++) {
      int[] thresholds = new int[64];
      long expected = 0;
      for (int unit = 0; unit < 64; unit++) {
        int on = Integer.bitCount(unit) + odd & 1;
        thresholds[unit] = (stream.bits(5, 6, 64 + unit) >>> 8) + on;
        expected |= (long) on << unit;
      }
      assertEquals(expected, draw(stream, 1, 5, 6, thresholds));
    }
  }

  private static long draw(RandomStream stream, int panel, int item, long step, int[] thresholds) {
    long[] work = new long[VectorOps.DRAW_WORK];
    int counter = stream.counter(panel * 16);
    return OPS.draw(counter, item, step, stream.seed(), thresholds, 0, work);
  }

  /** The sum of squared deviates of 62 units: one false alarm in 10^7. */
  @Test
  void shouldDrawAsOftenAsThresholdsSay() {
    RandomStream stream = new RandomStream(11, Purpose.CHAIN_VISIBLE);
    int[] thresholds = new int[64];
    for (int unit = 1; unit < 63; unit++) {
      thresholds[unit] = (int) ((long) ONE * unit / 63);
    }
    thresholds[63] = ONE;
    int draws = 50_000;
    long[] counts = new long[64];
    for (int item = 0; item < draws; item++) {
      long drawn = draw(stream, 0, item, 9, thresholds);
      for (int unit = 0; unit < 64; unit++) {
        counts[unit] += drawn >>> unit & 1;
      }
    }
    assertEquals(0, counts[0], "a threshold of 0 is never met");
    assertEquals(draws, counts[63], "a threshold of 2^24 always is");
    double squares = 0;
    for (int unit = 1; unit < 63; unit++) {
      double p = thresholds[unit] / (double) ONE;
      double deviation = counts[unit] - draws * p;
      squares += deviation * deviation / (draws * p * (1 - p));
    }
    double limit = ChiSquare.limit(62);
    assertTrue(squares < limit, "sum of squared deviates " + squares + ", limit " + limit);
  }

  @Test
  void shouldRoundProbabilitiesToTwentyBits() {
    int[] thresholds = new int[64];
    int[] probabilities = new int[64];
    int[] given = {0, 7, 8, 23, 24, ONE / 2, ONE - 9, ONE - 8, ONE};
    System.arraycopy(given, 0, thresholds, 0, given.length);
    OPS.probabilities(thresholds, 0, probabilities, 0);
    int one = 1 << VectorOps.PROBABILITY_BITS;
    int[] expected = {0, 0, 1, 1, 2, one / 2, one - 1, one, one};
    assertArrayEquals(expected, Arrays.copyOf(probabilities, given.length));
  }

  @Test
  void shouldLeaveRoomForAsManyProbabilitiesAsItPromises() {
    long largest = (long) VectorOps.NARROW_LIMIT << VectorOps.PROBABILITY_BITS;
    assertTrue(largest <= Integer.MAX_VALUE);
    assertTrue(largest + (1 << VectorOps.PROBABILITY_BITS) > Integer.MAX_VALUE);
  }

  @Test
  void shouldReportTheLargestMagnitudeAndNanWhereverItIs() {
    for (int column = 0; column < 64; column++) {
      float[] weights = new float[64];
      weights[column] = -3;
      assertEquals(3, largest(weights));
      weights[column] = Float.NaN;
      assertTrue(Float.isNaN(largest(weights)), "NaN in column " + column + " is hidden");
    }
  }

  private static float largest(float[] weights) {
    float[] nothing = new float[64];
    return OPS.step(weights, 0, nothing, 0, nothing, 0, new StepSize(1, 0, 0), new float[64], 0);
  }

  @Test
  void shouldStepByMomentumRateAndDecay() {
    float[] weights = filled(2);
    float[] velocity = filled(8);
    float[] next = new float[64];
    OPS.step(weights, 0, filled(3), 0, velocity, 0, new StepSize(0.25f, 0.5f, 0.5f), next, 0);
    assertArrayEquals(filled(4.5f), velocity);
    assertArrayEquals(filled(6.5f), next);
  }

  private static float[] filled(float value) {
    float[] filled = new float[64];
    Arrays.fill(filled, value);
    return filled;
  }
}
