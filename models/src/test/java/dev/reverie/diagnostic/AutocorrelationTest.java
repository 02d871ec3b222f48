package dev.reverie.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutocorrelationTest {
  private static final int REPLICATES = 20;

  /** Stationary x' = rho x + noise, whose time is (1 + rho) / (1 - rho). */
  static double[][] autoregressive(double rho, int chains, int steps, Random random) {
    double[][] values = new double[chains][steps];
    for (double[] chain : values) {
      double x = random.nextGaussian() / Math.sqrt(1 - rho * rho);
      for (int t = 0; t < steps; t++) {
        chain[t] = x;
        x = rho * x + random.nextGaussian();
      }
    }
    return values;
  }

  /**
   * The mean of twenty estimates lies within five of its standard errors, and two per cent for the
   * window that cuts the tail off: a false alarm in a million seeds; the seed is fixed.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 64, 512",
    "0.5, 64, 512",
    "0.9, 64, 512",
    "0.98, 64, 2000",
    "0.9, 1, 40000",
    "-0.5, 64, 512"
  })
  void shouldBeKnownForAnAutoregressiveProcess(double rho, int chains, int steps) {
    Random random = new Random(17);
    double expected = (1 + rho) / (1 - rho);
    double[] times = new double[REPLICATES];
    for (int n = 0; n < REPLICATES; n++) {
      Autocorrelation estimate = Autocorrelation.of(autoregressive(rho, chains, steps, random));
      assertTrue(estimate.resolved());
      times[n] = estimate.time();
    }
    double mean = Arrays.stream(times).average().orElseThrow();
    double squares = Arrays.stream(times).map(time -> (time - mean) * (time - mean)).sum();
    double error = Math.sqrt(squares / (REPLICATES - 1) / REPLICATES);
    assertTrue(error < 0.03 * expected, "no power: error=" + error);
    assertEquals(expected, mean, 5 * error + 0.02 * expected);
  }

  @Test
  void shouldCountAsManyDrawsAsTheChainsAreWorth() {
    double[][] chains = autoregressive(0.9, 64, 512, new Random(3));
    double size = Autocorrelation.effectiveSampleSize(chains);
    assertEquals(64 * 512 / Autocorrelation.of(chains).time(), size);
    assertEquals(64 * 512 / 19.0, size, 0.25 * size);
  }

  @Test
  void shouldCallChainsThatStayApartUnresolved() {
    double[][] apart = new double[8][200];
    Random random = new Random(4);
    for (int c = 0; c < 8; c++) {
      for (int t = 0; t < 200; t++) {
        apart[c][t] = 10 * c + random.nextGaussian();
      }
    }
    Autocorrelation estimate = Autocorrelation.of(apart);
    assertFalse(estimate.resolved());
    assertTrue(estimate.time() > 150);
  }

  @Test
  void shouldTellNothingOfChainsThatNeverMoveOrHardlyStarted() {
    assertTrue(Double.isNaN(Autocorrelation.of(new double[3][100]).time()));
    assertTrue(Double.isNaN(Autocorrelation.of(new double[][] {{1, 2, 3}}).time()));
    assertTrue(Double.isNaN(Autocorrelation.of(new double[][] {{1, 2, Double.NaN, 3, 4}}).time()));
  }

  @Test
  void shouldStayPositiveWhereNeighboursAreOpposites() {
    double[][] alternating = {new double[100]};
    for (int t = 0; t < 100; t++) {
      alternating[0][t] = t % 2;
    }
    assertEquals(0.5, Autocorrelation.of(alternating).time(), 1e-12);
  }

  @Test
  void shouldRefuseChainsOfDifferentLength() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Autocorrelation.of(new double[][] {{1, 2, 3, 4}, {1, 2, 3}}));
    assertThrows(IllegalArgumentException.class, () -> Autocorrelation.of(new double[0][]));
  }
}
