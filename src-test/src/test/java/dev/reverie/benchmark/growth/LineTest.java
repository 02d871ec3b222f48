package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LineTest {
  private static final double NEAR = 1e-12;

  @Test
  void shouldTakeTheConstantFromTheMedianOfTheSmallSizes() {
    Line line = Line.constant(new double[] {1, 2, 3, 100}, new double[] {5, 7, 6, 50}, 3);
    assertEquals(6, line.at(1), NEAR);
    assertEquals(6, line.at(1e6), NEAR);
  }

  @Test
  void shouldPassThroughTheAnchorAndNothingAtZero() {
    Line line = Line.proportional(new double[] {64, 512, 4096}, new double[] {9, 16, 500}, 512);
    assertEquals(16, line.at(512), NEAR);
    assertEquals(2, line.at(64), NEAR);
    assertEquals(0, line.at(0), NEAR);
  }

  @Test
  void shouldFindTheFixedCostAndTheSlopeOfAnExactLine() {
    double[] x = {1, 2, 5, 10, 50};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 3e-6 + 0.25e-6 * x[i];
    }
    Line line = Line.fixedPlusProportional(x, y);
    assertEquals(3e-6, line.at(0), 1e-15);
    assertEquals(28e-6, line.at(100), 1e-14);
  }

  @Test
  void shouldWeighRelativeErrorsAlike() {
    // Of all a + b x, the one with least sum of ((a + b x) / y - 1)^2: its derivatives vanish.
    double[] x = {1, 10, 100};
    double[] y = {2, 9, 140};
    Line line = Line.fixedPlusProportional(x, y);
    double byFixed = 0;
    double bySlope = 0;
    for (int i = 0; i < x.length; i++) {
      double error = line.at(x[i]) / y[i] - 1;
      byFixed += error / y[i];
      bySlope += error * x[i] / y[i];
    }
    assertEquals(0, byFixed, NEAR);
    assertEquals(0, bySlope, NEAR);
  }

  @Test
  void shouldNotLetTheFixedCostFallBelowZero() {
    Line line = Line.fixedPlusProportional(new double[] {1, 2, 4}, new double[] {1, 4, 16});
    assertEquals(0, line.at(0), NEAR);
    assertTrue(line.at(1) > 0);
  }

  @Test
  void shouldNotLetTheSlopeFallBelowZero() {
    Line line = Line.fixedPlusProportional(new double[] {1, 10}, new double[] {4, 2});
    assertEquals(line.at(1), line.at(10), NEAR);
  }

  @Test
  void shouldFitASinglePointByAConstant() {
    assertEquals(7, Line.fixedPlusProportional(new double[] {3}, new double[] {7}).at(9), NEAR);
  }

  @Test
  void shouldDivideTheCostAmongCoresAndNoFurther() {
    Line line = Line.dividedAmong(new double[] {1, 2, 4}, new double[] {6, 3.5, 3.4}, 2);
    assertEquals(6, line.at(1), NEAR);
    assertEquals(3, line.at(2), NEAR);
    assertEquals(3, line.at(4), NEAR);
  }
}
