package dev.reverie.benchmark.growth;

import java.util.ArrayList;
import java.util.List;

/** Measurements that nobody made. */
final class Examples {
  private static final long MEBI = 1L << 20;

  private Examples() {}

  /**
   * Seconds 1e-6 x at each place but the last, where it is twice that; each measured three times
   * within a tenth of it. The snapshot has x bytes and the particles 2 MiB.
   */
  static Measurement proportional(Curve curve) {
    double[] places = curve.places(2);
    List<Point> points = new ArrayList<>();
    double[][] seconds = new double[places.length][];
    for (int i = 0; i < places.length; i++) {
      points.add(new Point(places[i], (long) places[i], 2 * MEBI, budget -> 0));
      double middle = places[i] * 1e-6 * (i == places.length - 1 ? 2 : 1);
      seconds[i] = new double[] {1.1 * middle, 0.9 * middle, middle};
    }
    return Measurement.of(curve, points, seconds, 2);
  }
}
