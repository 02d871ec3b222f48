package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LogPartitionEstimateTest {
  /** Weights 1, 2, 3, 6 with mean 3 and standard error sqrt(14 / 3 / 4) of the mean. */
  private static final double[] LOGS = {0, Math.log(2), Math.log(3), Math.log(6)};

  private static final double ERROR = Math.sqrt(14.0 / 3 / 4);

  @Test
  void shouldAddTheLogOfTheMeanWeightGoingForward() {
    LogPartitionEstimate estimate = LogPartitionEstimate.forward(100, LOGS);
    assertEquals(100 + Math.log(3), estimate.logPartition(), 1e-12);
    assertEquals(ERROR / 3, estimate.standardError(), 1e-12);
    assertEquals(100 + Math.log(3 + 3 * ERROR), estimate.upper(), 1e-12);
    assertEquals(Double.NEGATIVE_INFINITY, estimate.lower());
    assertEquals(144.0 / 50, estimate.effectiveRuns(), 1e-12);
    assertEquals(4, estimate.runs());
  }

  @Test
  void shouldSubtractTheLogOfTheMeanWeightInReverse() {
    LogPartitionEstimate estimate = LogPartitionEstimate.reverse(100, LOGS);
    assertEquals(100 - Math.log(3), estimate.logPartition(), 1e-12);
    assertEquals(ERROR / 3, estimate.standardError(), 1e-12);
    assertEquals(100 - Math.log(3 + 3 * ERROR), estimate.lower(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, estimate.upper());
  }

  @Test
  void shouldHaveNoErrorWhenAllWeightsAreEqualHoweverSmall() {
    LogPartitionEstimate estimate =
        LogPartitionEstimate.forward(10, new double[] {-5000, -5000, -5000});
    assertEquals(-4990, estimate.logPartition());
    assertEquals(0, estimate.standardError());
    assertEquals(-4990, estimate.lower());
    assertEquals(-4990, estimate.upper());
    assertEquals(3, estimate.effectiveRuns(), 1e-12);
  }

  @Test
  void shouldShowThatOneRunHasAllTheWeight() {
    LogPartitionEstimate estimate = LogPartitionEstimate.forward(0, new double[] {0, 0, 900, 0, 0});
    assertEquals(1, estimate.effectiveRuns(), 1e-12);
    assertEquals(1, estimate.standardError(), 1e-12);
    assertTrue(estimate.logPartition() > 890 && estimate.logPartition() < 900);
  }
}
