package dev.reverie.energy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentralDifferencesTest {
  /** E = exp(a x) + sin(b) x y, without gradients; a wall where x is below -3. */
  private static final Energy ENERGY =
      new Energy() {
        @Override
        public int dimensions() {
          return 2;
        }

        @Override
        public List<String> parameterNames() {
          return List.of("a", "b");
        }

        @Override
        public double at(double[] x, double[] theta) {
          return x[0] < -3
              ? Double.POSITIVE_INFINITY
              : Math.exp(theta[0] * x[0]) + Math.sin(theta[1]) * x[0] * x[1];
        }
      };

  /** The documented error; numbers here are of order 1. */
  @Test
  void shouldErrAsLittleAsDocumented() {
    Random random = new Random(3);
    for (int trial = 0; trial < 1000; trial++) {
      double[] x = {random.nextDouble(), random.nextDouble()};
      double[] theta = {random.nextDouble(), random.nextDouble()};
      double power = Math.exp(theta[0] * x[0]);
      double[] byTheta = {x[0] * power, Math.cos(theta[1]) * x[0] * x[1]};
      double[] byState = {theta[0] * power + Math.sin(theta[1]) * x[1], Math.sin(theta[1]) * x[0]};
      double[] gradient = new double[2];
      ENERGY.gradient(x, theta, gradient);
      assertArrayEquals(byTheta, gradient, 1e-10);
      ENERGY.stateGradient(x, theta, gradient);
      assertArrayEquals(byState, gradient, 1e-10);
    }
  }

  @Test
  void shouldLeaveStateAndParametersAsTheyAre() {
    double[] x = {0.3, -1e9};
    double[] theta = {0.1, 2e7};
    ENERGY.gradient(x, theta, new double[2]);
    ENERGY.stateGradient(x, theta, new double[2]);
    assertArrayEquals(new double[] {0.3, -1e9}, x);
    assertArrayEquals(new double[] {0.1, 2e7}, theta);
  }

  @Test
  void shouldTakeOneSideBesideAWall() {
    double[] gradient = new double[2];
    ENERGY.stateGradient(new double[] {-3, 1}, new double[] {0.5, 0.2}, gradient);
    assertEquals(0.5 * Math.exp(-1.5) + Math.sin(0.2), gradient[0], 1e-5);
  }

  @Test
  void shouldBeFlatBetweenTwoWalls() {
    Energy needle =
        LinearEnergy.on(1).base(x -> x[0] == 0.5 ? 3 : Double.POSITIVE_INFINITY).build();
    double[] gradient = {7};
    needle.stateGradient(new double[] {0.5}, new double[0], gradient);
    assertEquals(0, gradient[0]);
  }

  @Test
  void shouldPassOnWhatIsNotANumber() {
    Energy spoiled = LinearEnergy.on(1).base(x -> x[0] > 0.5 ? Double.NaN : 3).build();
    double[] gradient = {7};
    spoiled.stateGradient(new double[] {0.5}, new double[0], gradient);
    assertTrue(Double.isNaN(gradient[0]));
  }

  @Test
  void shouldGiveWayToAGradientThatIsGiven() {
    Energy given =
        LinearEnergy.on(1).stateGradient((x, theta, gradient) -> gradient[0] = 42).build();
    double[] gradient = new double[1];
    given.stateGradient(new double[] {0.5}, new double[0], gradient);
    assertEquals(42, gradient[0]);
  }
}
