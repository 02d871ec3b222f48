package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The mean of independent numbers and its standard error. */
record Estimate(double mean, double standardError) {
  static Estimate of(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Estimate(mean, Math.sqrt(squares / (values.length - 1.0) / values.length));
  }

  /** Within 5 standard errors, and these small enough to notice something. */
  void assertNear(double exact, double largestError, String what) {
    String report = what + ": " + this + " exact " + exact;
    assertTrue(standardError <= largestError, report);
    assertTrue(Math.abs(mean - exact) <= 5 * standardError, report);
  }
}
