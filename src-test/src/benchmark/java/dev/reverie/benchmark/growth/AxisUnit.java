package dev.reverie.benchmark.growth;

import java.util.function.DoubleUnaryOperator;

/**
 * What the upright axis of a curve shows: items a second, or the time of one in a unit that gives
 * short numbers.
 *
 * @param words the axis's title
 * @param scale turns seconds per item into what is shown
 */
record AxisUnit(String words, DoubleUnaryOperator scale) {
  private static final double HUNDRED_MICROSECONDS = 1e-4;

  double of(double seconds) {
    return scale.applyAsDouble(seconds);
  }

  static AxisUnit of(Measurement measurement) {
    Curve curve = measurement.curve();
    if (curve.isRate()) {
      return new AxisUnit(curve.item() + "s per second", seconds -> 1 / seconds);
    }
    double middle =
        Median.of(measurement.points().stream().mapToDouble(Measured::median).toArray());
    return middle < HUNDRED_MICROSECONDS
        ? new AxisUnit("\u00b5s per " + curve.item(), seconds -> seconds * 1e6)
        : new AxisUnit("ms per " + curve.item(), seconds -> seconds * 1e3);
  }
}
