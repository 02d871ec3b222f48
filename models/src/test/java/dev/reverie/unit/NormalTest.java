package dev.reverie.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalTest {
  /** The integral of exp(f h - h^2 / 2 + peak) h^power over h of at least 0, by Simpson's rule. */
  private static double integral(double f, int power, double shift) {
    double peak = Math.max(0, f);
    double reach = f < -3 ? 40 / -f : 12;
    double from = Math.max(0, peak - 12);
    double to = peak + reach;
    int steps = 200_000;
    double width = (to - from) / steps;
    double sum = 0;
    for (int k = 0; k <= steps; k++) {
      double h = from + k * width;
      double weight = k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(h, power) * Math.exp(f * h - h * h / 2 - shift);
    }
    return sum * width / 3;
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        -500, -60, -40.01, -39.9, -17.3, -8, -5.06, -2, -0.6, -1e-9, 0, 0.3, 1, 4, 9, 30, 300
      })
  void shouldHaveThePartitionAndTheMeanOfQuadrature(double f) {
    double shift = f > 0 ? f * f / 2 : 0;
    double mass = integral(f, 0, shift);
    assertEquals(shift + Math.log(mass), Normal.logHalfPartition(f), 1e-10 * Math.max(1, shift));
    double mean = integral(f, 1, shift) / mass;
    assertEquals(mean, Normal.halfMean(f), 1e-8 * mean);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e4, -1e3, 1e3, 1e4})
  void shouldStayFiniteForExtremeFields(double f) {
    assertTrue(Double.isFinite(Normal.logHalfPartition(f)));
    double mean = Normal.halfMean(f);
    assertEquals(f > 0 ? f : -1 / f, mean, 1e-5 * mean);
  }

  @Test
  void shouldInvertTheDistributionFunction() {
    for (double p = 0x1p-33; p < 1; p = p < 0.001 ? p * 1.7 : p + 0.0007) {
      double x = Normal.quantile(p);
      double slope = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      assertEquals(p, Normal.below(x), 2e-6 * Math.max(1, Math.abs(x)) * slope, "p=" + p);
    }
  }

  /** Mean and second moment of draws, which follow from one another: E h^2 = 1 + f E h. */
  @ParameterizedTest
  @ValueSource(doubles = {-30, -6, -2.01, -1.99, -0.5, 0, 1, 3, 8})
  void shouldDrawTruncatedNumbersOfTheRightMoments(double f) {
    RandomStream random = new RandomStream(7, Purpose.CHAIN_HIDDEN);
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int n = 0; n < draws; n++) {
      double h = Conditional.draw(UnitKind.RECTIFIED, f, 1, random, n, 3, n % 50);
      assertTrue(h >= 0);
      sum += h;
      squares += h * h;
      fourth += h * h * h * h;
    }
    double mean = Normal.halfMean(f);
    double square = 1 + f * mean;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertEquals(mean, sum / draws, 5 * error);
    double squareError = Math.sqrt((fourth / draws - square * square) / draws);
    assertEquals(square, squares / draws, 5 * squareError);
    assertTrue(error < 0.01 * mean, "error " + error);
  }
}
