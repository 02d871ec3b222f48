package dev.reverie.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moments within 5 standard errors (a false alarm once in 1.7 million) and counts by {@link
 * ChiSquare}. Seeds are fixed, so that what passes once passes always.
 */
final class DistributionTest {
  private static final int ITEMS = 64;
  private static final int STEPS = 16;
  private static final int UNITS = 256;
  private static final int DRAWS = ITEMS * STEPS * UNITS;
  private static final RandomStream STREAM = new RandomStream(20_261_122, Purpose.CHAIN_VISIBLE);

  private interface Drawn {
    double at(int item, long step, int unit);
  }

  /** Asserts the mean of a function of a draw, given what it and its variance should be. */
  private static void assertMean(String what, double mean, double variance, Drawn drawn) {
    double sum = 0;
    for (int item = 0; item < ITEMS; item++) {
      for (int step = 0; step < STEPS; step++) {
        for (int unit = 0; unit < UNITS; unit++) {
          sum += drawn.at(item, step, unit);
        }
      }
    }
    assertEquals(mean, sum / DRAWS, 5 * Math.sqrt(variance / DRAWS), what);
  }

  @Test
  void shouldDrawUniformsWithTheMomentsOfUniforms() {
    Drawn centred = (item, step, unit) -> STREAM.uniform(item, step, unit) - 0.5;
    assertMean("mean", 0, 1.0 / 12, centred);
    assertMean("square", 1.0 / 12, 1.0 / 180, product(centred, centred));
  }

  @Test
  void shouldNotCorrelateNeighboursInAnyDirection() {
    Drawn here = (item, step, unit) -> STREAM.uniform(item, step, unit) - 0.5;
    double variance = 1.0 / 144;
    assertMean("units", 0, variance, product(here, (i, s, u) -> here.at(i, s, u + 1)));
    assertMean("words", 0, variance, product(here, (i, s, u) -> here.at(i, s, u + 16)));
    assertMean("panels", 0, variance, product(here, (i, s, u) -> here.at(i, s, u + 64)));
    assertMean("steps", 0, variance, product(here, (i, s, u) -> here.at(i, s + 1, u)));
    assertMean("items", 0, variance, product(here, (i, s, u) -> here.at(i + 1, s, u)));
    RandomStream nextSeed = new RandomStream(STREAM.seed() + 1, STREAM.purpose());
    assertMean("seeds", 0, variance, product(here, (i, s, u) -> nextSeed.uniform(i, s, u) - 0.5));
    RandomStream hidden = new RandomStream(STREAM.seed(), Purpose.CHAIN_HIDDEN);
    assertMean("purposes", 0, variance, product(here, (i, s, u) -> hidden.uniform(i, s, u) - 0.5));
  }

  private static Drawn product(Drawn a, Drawn b) {
    return (item, step, unit) -> a.at(item, step, unit) * b.at(item, step, unit);
  }

  @Test
  void shouldDrawGaussiansWithTheMomentsOfGaussians() {
    Drawn gaussian = STREAM::gaussian;
    assertMean("mean", 0, 1, gaussian);
    assertMean("square", 1, 2, product(gaussian, gaussian));
    assertMean("cube", 0, 15, power(gaussian, 3));
    assertMean("fourth power", 3, 96, power(gaussian, 4));
    assertMean("neighbours", 0, 1, product(gaussian, (i, s, u) -> STREAM.gaussian(i, s, u + 1)));
  }

  private static Drawn power(Drawn drawn, int exponent) {
    return (item, step, unit) -> Math.pow(drawn.at(item, step, unit), exponent);
  }

  @Test
  void shouldPutGaussiansIntoTheCellsOfTheNormalDistribution() {
    double[] within = {0, 0.682689492137086, 0.954499736103642, 0.997300203936740, 1};
    long[] counts = new long[4];
    double[] probabilities = new double[4];
    for (int cell = 0; cell < 4; cell++) {
      probabilities[cell] = within[cell + 1] - within[cell];
    }
    for (int item = 0; item < DRAWS; item++) {
      counts[(int) Math.min(3, Math.abs(STREAM.gaussian(item, 0, 5)))]++;
    }
    new ChiSquare(counts, probabilities).requirePass("standard deviations");
  }

  @Test
  void shouldFillTheCellsOfEveryByteEqually() {
    long[][] counts = new long[4][256];
    for (int item = 0; item < DRAWS; item++) {
      int bits = STREAM.bits(item, 7, 11);
      for (int shift = 0; shift < 4; shift++) {
        counts[shift][bits >>> 8 * shift & 255]++;
      }
    }
    for (int shift = 0; shift < 4; shift++) {
      ChiSquare.uniform(counts[shift]).requirePass("byte " + shift);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 100})
  void shouldDrawWholeNumbersBelowABoundEqually(int bound) {
    long[] counts = new long[bound];
    for (int item = 0; item < 100_000; item++) {
      counts[STREAM.below(bound, item, 1, 2)]++;
    }
    ChiSquare.uniform(counts).requirePass("below " + bound);
  }

  @Test
  void shouldStayBelowTheLargestBound() {
    for (int item = 0; item < 1000; item++) {
      int drawn = STREAM.below(Integer.MAX_VALUE, item, 0, 0);
      assertTrue(drawn >= 0 && drawn < Integer.MAX_VALUE);
      assertEquals(0, STREAM.below(1, item, 0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void shouldRefuseABoundThatLeavesNothing(int bound) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> STREAM.below(bound, 0, 0, 0));
    assertEquals("bound=" + bound + ", must be positive", refusal.getMessage());
  }
}
