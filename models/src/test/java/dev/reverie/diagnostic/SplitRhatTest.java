package dev.reverie.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SplitRhatTest {
  @Test
  void shouldBeNearOneWhenChainsAgree() {
    double[][] chains = AutocorrelationTest.autoregressive(0.5, 8, 2000, new Random(1));
    assertEquals(1, SplitRhat.of(chains), 0.01);
  }

  @Test
  void shouldExceedOneWhenAChainIsElsewhere() {
    double[][] chains = AutocorrelationTest.autoregressive(0.5, 8, 2000, new Random(1));
    for (int t = 0; t < 2000; t++) {
      chains[3][t] += 5;
    }
    assertTrue(SplitRhat.of(chains) > 1.5);
  }

  @Test
  void shouldExceedOneWhenAllChainsDriftTogether() {
    double[][] chains = AutocorrelationTest.autoregressive(0.5, 8, 2000, new Random(1));
    for (double[] chain : chains) {
      for (int t = 0; t < 2000; t++) {
        chain[t] += t / 300.0;
      }
    }
    assertTrue(SplitRhat.of(chains) > 1.3);
  }

  /**
   * Halves (1, 3), (2, 6), (0, 2), (5, 5): variances 2, 8, 2, 0 with mean W = 3; means 2, 4, 1, 5
   * with variance B / 2 = 10 / 3.
   */
  @Test
  void shouldFollowTheFormula() {
    double[][] chains = {{1, 3, 99, 2, 6}, {0, 2, -7, 5, 5}};
    assertEquals(Math.sqrt(0.5 + 10.0 / 3 / 3), SplitRhat.of(chains), 1e-15);
  }

  @Test
  void shouldNotPassOffStuckChainsAsGood() {
    assertTrue(Double.isNaN(SplitRhat.of(new double[3][10])));
    assertEquals(
        Double.POSITIVE_INFINITY, SplitRhat.of(new double[][] {{1, 1, 1, 1}, {2, 2, 2, 2}}));
    assertThrows(IllegalArgumentException.class, () -> SplitRhat.of(new double[3][3]));
  }
}
