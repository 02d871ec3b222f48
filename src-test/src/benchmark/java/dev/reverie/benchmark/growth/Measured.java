package dev.reverie.benchmark.growth;

/**
 * One point of a curve.
 *
 * @param median of all visits, in seconds per item like {@code least}, {@code most} and {@code
 *     expected}
 * @param expected what the straight line says
 * @param snapshotBytes of the parameters that all work reads, derived ones included
 * @param stateBytes of the particles; 0 where there are none
 */
record Measured(
    Curve curve,
    double x,
    double median,
    double least,
    double most,
    double expected,
    long snapshotBytes,
    long stateBytes) {

  /** Above 1 where it costs more than the line says. */
  double ratio() {
    return median / expected;
  }

  /** Whether it is away from the line by more than {@code share} of what the line says. */
  boolean isOffLine(double share) {
    return Math.abs(ratio() - 1) > share;
  }
}
