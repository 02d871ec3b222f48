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
  private static final int ONE = 1 << VectorOps.THRESHOLD_BITS;

  @Test
  @Tag("bits")
  void shouldAddRowsOneAfterAnother() {
    Random random = new Random(3);
    float[] weights = new float[70 * 64];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (random.nextGaussian() * 100);
    }
    for (int count : new int[] {0, 1, 50}) {
      int[] places = random.ints(count, 0, 70).map(row -> row * 64).toArray();
      float[] expected = filled(3);
      for (int place : places) {
        for (int column = 0; column < 64; column++) {
          expected[column] += weights[place + column];
        }
      }
      float[] field = filled(3);
      OPS.addRows(weights, 0, places, count, field, 0);
      assertArrayEquals(expected, field);
    }
  }

  /**
   * More rows than are worked on at a time, and states beyond those that are worked on together.
   */
  @Test
  @Tag("bits")
  void shouldAddProductsOneRowAfterAnother() {
    int rows = 250;
    int states = 6;
    Random random = new Random(4);
    float[] weights = normal(random, rows * 64);
    float[] factors = normal(random, states * rows);
    int[] places = new int[states];
    Arrays.setAll(places, state -> state * rows);
    float[] fields = normal(random, states * 64);
    float[] expected = fields.clone();
    for (int state = 0; state < states; state++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < 64; column++) {
          int at = state * 64 + column;
          float weight = weights[row * 64 + column];
          expected[at] = Math.fma(factors[state * rows + row], weight, expected[at]);
        }
      }
    }
    OPS.addProducts(weights, 0, rows, factors, places, states, fields, 0);
    assertArrayEquals(expected, fields);
  }

  private static float[] normal(Random random, int length) {
    float[] numbers = new float[length];
    for (int k = 0; k < length; k++) {
      numbers[k] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Test
  @Tag("bits")
  void shouldSumRoundedProducts() {
    float[] rows = new float[2 * 64];
    Arrays.fill(rows, 0, 64, 3f);
    Arrays.fill(rows, 64, 128, 16_383f);
    float[] factors = {0.5f, 1f, 0.25f, 0x1p-14f, 5 / 6f, 0f};
    int[] sums = new int[3 * 64];
    OPS.sumRounded(rows, 0, 2, factors, 0, 2, 3, VectorOps.Into.SET, sums, 0);
    assertEquals(2 + 16_383, sums[0]); // one half to even: 1.5 is 2
    assertEquals(1 + 1, sums[64]);
    assertEquals(2, sums[128]); // and 2.5 is 2
    OPS.sumRounded(rows, 0, 2, factors, 0, 2, 3, VectorOps.Into.SUBTRACT, sums, 0);
    assertArrayEquals(new int[3 * 64], sums);
  }

  /** The largest numbers there are, in as many rows as a layer has at most. */
  @Test
  @Tag("bits")
  void shouldSumPackedRowsExactlyUpToTheLargestLayer() {
    int rows = 65_536;
    for (int number : new int[] {-8192, -1, 0, 1, 8191}) {
      long[] row = new long[Panels.ROW_WORDS];
      OPS.pack(filled(number), 0, 1, 1f, row, 0);
      float[] fields = new float[64];
      int[] starts = {0, rows};
      OPS.fields(row, 0, new int[rows], starts, 1, 0x1p-16f, new float[64], 0, fields, 0);
      assertArrayEquals(filled(number), fields, "number " + number);
    }
  }

  @Test
  @Tag("bits")
  void shouldSumWhatFourStatesHaveInCommonExactlyUpToTheLargestLayer() {
    int rows = 65_536;
    for (int number : new int[] {-8192, -1, 0, 1, 8191}) {
      long[] row = new long[Panels.ROW_WORDS];
      OPS.pack(filled(number), 0, 1, 1f, row, 0);
      int[] starts = new int[Panels.LISTS_OF_FOUR + 1];
      starts[Panels.LISTS_OF_FOUR] = rows;
      float[] fields = new float[4 * 64];
      float[] work = new float[VectorOps.FOURS_WORK];
      int[] places = new int[rows];
      OPS.fieldsOfFours(row, 0, places, starts, 4, 0x1p-16f, new float[64], 0, fields, 0, work);
      assertArrayEquals(filled(number, 4 * 64), fields, "number " + number);
    }
  }

  @Test
  @Tag("bits")
  void shouldGiveEachOfFourStatesTheFieldsThatItHasAlone() {
    Random random = new Random(9);
    int words = 2;
    int units = 64 * words;
    float[] values = new float[units * 64];
    float[] bias = new float[64];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextInt(-8192, 8192);
      bias[k % 64] = random.nextFloat();
    }
    long[] rows = new long[(units + 1) * Panels.ROW_WORDS];
    OPS.pack(values, 0, units, 1f, rows, 0);
    Arrays.fill(rows, units * Panels.ROW_WORDS, rows.length, Panels.ZEROS);
    int zeros = units * Panels.ROW_WORDS;
    for (int states = 1; states <= 9; states++) {
      int fours = (states + 3) / 4;
      long[] bits = random.longs((long) states * words).toArray();
      int[] places = new int[4 * fours * (units + 3) + Panels.SPARE_PLACES];
      int[] starts = new int[states + 1];
      float[] expected = new float[states * 64];
      OPS.places(bits, 0, words, states, zeros, places, starts);
      OPS.fields(rows, 0, places, starts, states, 0x1p-20f, bias, 0, expected, 0);
      starts = new int[fours * Panels.LISTS_OF_FOUR + 1];
      float[] fields = new float[4 * fours * 64];
      float[] work = new float[VectorOps.FOURS_WORK];
      Panels.placesOfFours(bits, 0, words, states, zeros, places, starts);
      OPS.fieldsOfFours(rows, 0, places, starts, states, 0x1p-20f, bias, 0, fields, 0, work);
      assertArrayEquals(expected, Arrays.copyOf(fields, states * 64), states + " states");
    }
  }

  @Test
  @Tag("bits")
  void shouldSumRowsOfProbabilitiesExactly() {
    int rows = 65_536;
    int[] thresholds = new int[64];
    Arrays.fill(thresholds, ONE);
    long[] row = new long[Panels.ROW_WORDS];
    OPS.probabilities(thresholds, 0, 1, row, 0);
    int[] sums = new int[3 * 64];
    int[] starts = {0, rows, rows + 4, rows + 4};
    int[] excess = {0, 5, 7};
    int[] follows = {0, 0, -1};
    OPS.sumRows(row, 0, new int[rows + 4], starts, 3, excess, follows, sums, 0);
    int most = VectorOps.MOST_PROBABILITY;
    for (int column = 0; column < 64; column++) {
      assertEquals(rows * most, sums[column]);
      assertEquals(4 * most - 5, sums[64 + column]);
      assertEquals(4 * most - 12, sums[128 + column]);
    }
  }

  @Test
  @Tag("bits")
  void shouldPackTheNearestWholeNumbersEvenOnesWhenHalfWay() {
    float[] values = new float[64];
    float[] given = {0, 0.5f, 1.5f, -0.5f, -1.5f, 0.49f, 8190.6f, -8191.6f, 3.25f};
    int[] expected = {0, 0, 2, 0, -2, 0, 8191, -8192, 3};
    for (int shift : new int[] {0, 30, 50}) {
      System.arraycopy(given, 0, values, shift, given.length);
      long[] row = new long[Panels.ROW_WORDS];
      OPS.pack(values, 0, 1, 1f, row, 0);
      for (int k = 0; k < given.length; k++) {
        assertEquals(expected[k], Panels.packedNumber(row, 0, shift + k), "of " + given[k]);
      }
    }
  }

  @Test
  @Tag("bits")
  void shouldTransposeEveryNumberOfABlock() {
    long[] rows = new Random(8).longs(64 * Panels.ROW_WORDS).toArray();
    long[] columns = new long[64 * Panels.ROW_WORDS];
    OPS.transpose(rows, 0, columns, 0, new long[VectorOps.TRANSPOSE_WORK]);
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 64; j++) {
        int there = Panels.bits(rows, i * Panels.ROW_WORDS, j);
        assertEquals(there, Panels.bits(columns, j * Panels.ROW_WORDS, i), i + "," + j);
      }
    }
  }

  @Test
  @Tag("bits")
  void shouldDrawEveryUnitFromItsOwnRandomNumber() {
    Random random = new Random(5);
    RandomStream stream = new RandomStream(random.nextLong(), Purpose.CHAIN_VISIBLE);
    for (int panel : new int[] {0, 1, 7, (1 << 19) - 1}) {
      int item = random.nextInt();
      long step = random.nextLong();
      int[] thresholds = random.ints(64, 0, ONE + 1).toArray();
      long drawn = draw(stream, panel, item, step, thresholds);
      for (int unit = 0; unit < 64; unit++) {
        boolean on = stream.drawBits(item, step, panel * 64 + unit) < thresholds[unit];
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
        thresholds[unit] = stream.drawBits(5, 6, 64 + unit) + on;
        expected |= (long) on << unit;
      }
      assertEquals(expected, draw(stream, 1, 5, 6, thresholds));
    }
  }

  /** As many states as are drawn together and any odd number more: each is what it is alone. */
  @Test
  @Tag("bits")
  void shouldDrawEachStateAsIfItWereAlone() {
    RandomStream stream = new RandomStream(17, Purpose.CHAIN_HIDDEN);
    int most = 2 * VectorOps.DRAWN_TOGETHER + 3;
    Random random = new Random(4);
    int[] thresholds = random.ints(most * 64L, 0, ONE + 1).toArray();
    long[] steps = random.longs(most).toArray();
    long[] work = new long[VectorOps.DRAW_WORK];
    for (int states = 1; states <= most; states++) {
      long[] drawn = new long[2 * states];
      OPS.draw(stream, 3, 7, steps, 0, states, thresholds, 0, drawn, 0, 2, work);
      for (int n = 0; n < states; n++) {
        int[] own = Arrays.copyOfRange(thresholds, 64 * n, 64 * n + 64);
        assertEquals(draw(stream, 3, 7 + n, steps[n], own), drawn[2 * n], n + " of " + states);
        assertEquals(0, drawn[2 * n + 1]);
      }
    }
  }

  private static long draw(RandomStream stream, int panel, int item, long step, int[] thresholds) {
    long[] drawn = new long[1];
    long[] work = new long[VectorOps.DRAW_WORK];
    OPS.draw(stream, panel, item, new long[] {step}, 0, 1, thresholds, 0, drawn, 0, 1, work);
    return drawn[0];
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
    assertEquals(draws, counts[63], "a threshold of 2^23 always is");
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
  void shouldRoundProbabilitiesToFourteenBits() {
    int[] thresholds = new int[64];
    long[] probabilities = new long[Panels.ROW_WORDS];
    int[] given = {0, 255, 256, 767, 768, ONE / 2, ONE - 257, ONE - 256, ONE};
    int one = 1 << VectorOps.PROBABILITY_BITS;
    int[] expected = {0, 0, 1, 1, 2, one / 2, one - 1, one - 1, one - 1};
    System.arraycopy(given, 0, thresholds, 0, given.length);
    System.arraycopy(given, 0, thresholds, 40, given.length);
    OPS.probabilities(thresholds, 0, 1, probabilities, 0);
    for (int k = 0; k < given.length; k++) {
      assertEquals(expected[k], Panels.bits(probabilities, 0, k));
      assertEquals(expected[k], Panels.bits(probabilities, 0, 40 + k));
    }
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
      assertEquals(3, largestBySums(weights));
      weights[column] = Float.NaN;
      assertTrue(Float.isNaN(largest(weights)), "NaN in column " + column + " is hidden");
      assertTrue(Float.isNaN(largestBySums(weights)), "NaN in column " + column + " is hidden");
    }
  }

  private static float largestBySums(float[] weights) {
    int[] nothing = new int[64];
    return OPS.stepBySums(
        new long[Panels.ROW_WORDS],
        0,
        nothing,
        nothing,
        1,
        nothing,
        nothing,
        new int[64],
        0,
        1,
        new StepSize(1, 0, 0),
        weights,
        new float[64],
        0,
        1,
        new long[Panels.ROW_WORDS],
        0);
  }

  private static float largest(float[] weights) {
    float[] nothing = new float[64];
    return OPS.step(
        weights, 0, nothing, 0, nothing, 0, new StepSize(1, 0, 0), new float[64], 0, 64);
  }

  @Test
  void shouldStepByMomentumRateAndDecay() {
    float[] weights = filled(2);
    float[] velocity = filled(8);
    float[] next = new float[64];
    OPS.step(weights, 0, filled(3), 0, velocity, 0, new StepSize(0.25f, 0.5f, 0.5f), next, 0, 64);
    assertArrayEquals(filled(4.5f), velocity);
    assertArrayEquals(filled(6.5f), next);
  }

  private static float[] filled(float value) {
    return filled(value, 64);
  }

  private static float[] filled(float value, int length) {
    float[] filled = new float[length];
    Arrays.fill(filled, value);
    return filled;
  }
}
