package dev.reverie.tempering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemperatureLadderTest {
  /** log p*(x) = beta growth(x) over the states 0, 1, ... of a machine without chance. */
  private static final double[] GROWTHS = {0, 0.4, 1.5, 2, 6, 9, 9.5};

  /** What infinitely many ladders would tell. */
  private static SwapFigures exact(TemperatureLadder ladder) {
    double[] betas = ladder.betas();
    int pairs = betas.length - 1;
    SwapFigures seen = new SwapFigures(new double[pairs], new double[pairs], new double[pairs]);
    for (int k = 0; k < pairs; k++) {
      double change = betas[k + 1] - betas[k];
      double ratio = ladder.pairs().logRatios()[k];
      for (double lower : GROWTHS) {
        double below = Math.exp(betas[k] * lower - logZ(betas[k]));
        seen.forward()[k] += below * Bennett.forward(change * lower, ratio);
        seen.backward()[k] +=
            Math.exp(betas[k + 1] * lower - logZ(betas[k + 1]))
                * Bennett.backward(change * lower, ratio);
        for (double upper : GROWTHS) {
          double above = Math.exp(betas[k + 1] * upper - logZ(betas[k + 1]));
          seen.accepted()[k] += below * above * Math.exp(Math.min(0, change * (lower - upper)));
        }
      }
    }
    return seen;
  }

  private static double logZ(double beta) {
    return Math.log(Arrays.stream(GROWTHS).map(growth -> Math.exp(beta * growth)).sum());
  }

  private static TemperatureLadder after(int updates, int warmUp) {
    TemperatureLadder ladder = TemperatureLadder.even(5);
    for (int update = 0; update < updates; update++) {
      ladder = ladder.after(update, exact(ladder), update < warmUp);
    }
    return ladder;
  }

  private static double spread(double[] rates) {
    return Arrays.stream(rates).max().orElseThrow() - Arrays.stream(rates).min().orElseThrow();
  }

  @Test
  void shouldComeToEqualSwapRates() {
    TemperatureLadder adapted = after(2000, 2000);
    assertTrue(spread(exact(TemperatureLadder.even(5)).accepted()) > 0.2, "nothing to adapt");
    assertTrue(
        spread(exact(adapted).accepted()) < 0.01, Arrays.toString(adapted.pairs().swapRates()));
    assertArrayEquals(exact(adapted).accepted(), adapted.pairs().swapRates(), 0.01);
  }

  @Test
  void shouldKeepItsEndsAndItsOrder() {
    double[] betas = after(500, 500).betas();
    assertEquals(0, betas[0]);
    assertEquals(1, betas[4]);
    for (int k = 0; k < 4; k++) {
      assertTrue(betas[k] < betas[k + 1], Arrays.toString(betas));
    }
  }

  @Test
  void shouldStayWhereItIsAfterTheWarmUp() {
    assertArrayEquals(after(50, 50).betas(), after(300, 50).betas());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 2000})
  void shouldComeToTheLogZOfEveryTemperature(int warmUp) {
    TemperatureLadder ladder = after(2500, warmUp);
    double[] betas = ladder.betas();
    for (int k = 0; k < 4; k++) {
      double exact = logZ(betas[k + 1]) - logZ(betas[k]);
      assertEquals(exact, ladder.pairs().logRatios()[k], 1e-6);
    }
  }

  /** Bennett's means are the overlap at the root, and 1/2 for equal distributions. */
  @Test
  void shouldTellTheOverlap() {
    TemperatureLadder ladder = after(2500, 0);
    SwapFigures seen = exact(ladder);
    assertArrayEquals(seen.forward(), seen.backward(), 1e-6);
    assertArrayEquals(seen.forward(), ladder.pairs().overlaps(), 1e-6);
    assertEquals(0.5, Bennett.forward(0.3, 0.3));
  }

  @Test
  void shouldRefuseLaddersWithoutSteps() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Tempering(1, 10));
    assertEquals("temperatures=1, must be 2 to 1000", refusal.getMessage());
    refusal = assertThrows(IllegalArgumentException.class, () -> new Tempering(5, -1));
    assertEquals("warmUpUpdates=-1, must not be negative", refusal.getMessage());
  }
}
