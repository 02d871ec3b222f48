package dev.reverie.energy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearEnergyTest {
  private static final Energy ENERGY =
      LinearEnergy.on(2)
          .base(x -> x[0] < 0 ? Double.POSITIVE_INFINITY : x[1])
          .term("product", x -> x[0] * x[1])
          .term("root", x -> Math.sqrt(x[0]))
          .domain(theta -> theta[0] < 1)
          .build();

  @Test
  void shouldAddItsTermsToItsBase() {
    assertEquals(2, ENERGY.dimensions());
    assertEquals(List.of("product", "root"), ENERGY.parameterNames());
    assertEquals(5 + 0.5 * 20 - 3 * 2, ENERGY.at(new double[] {4, 5}, new double[] {0.5, -3}));
  }

  @Test
  void shouldHaveItsStatisticsAsGradient() {
    double[] gradient = new double[2];
    ENERGY.gradient(new double[] {4, 5}, new double[] {0.5, -3}, gradient);
    assertArrayEquals(new double[] {20, 2}, gradient);
  }

  @Test
  void shouldNotAskForStatisticsBehindAWall() {
    assertEquals(Double.POSITIVE_INFINITY, ENERGY.at(new double[] {-4, 5}, new double[] {0.5, -3}));
  }

  @Test
  void shouldKnowItsDomain() {
    assertTrue(ENERGY.inDomain(new double[] {0, 0}));
    assertFalse(ENERGY.inDomain(new double[] {1, 0}));
  }

  @Test
  void shouldRefuseTheSameNameTwiceAndNoDimensions() {
    LinearEnergy.Builder builder = LinearEnergy.on(1).term("a", x -> x[0]);
    assertThrows(IllegalArgumentException.class, () -> builder.term("a", x -> 1));
    assertThrows(IllegalArgumentException.class, () -> LinearEnergy.on(0));
  }
}
