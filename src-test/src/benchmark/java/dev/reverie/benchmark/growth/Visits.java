package dev.reverie.benchmark.growth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Goes round the points of a curve, each round in an order of its own, so that a machine whose
 * speed drifts makes all points uncertain and bends no curve.
 */
final class Visits {
  private final Pace pace;
  private final Runnable afterEach;
  private final Random random = new Random(1);

  /**
   * @param afterEach is called after every visit and warm-up
   */
  Visits(Pace pace, Runnable afterEach) {
    this.pace = pace;
    this.afterEach = afterEach;
  }

  /** How often {@code afterEach} is called for so many points. */
  static long count(Pace pace, int points) {
    return (pace.visits() + 1L) * points;
  }

  /** Seconds per item, one row a point and one column a visit. */
  double[][] of(List<Point> points) {
    for (Point point : points) {
      point.work().secondsPerItem(pace.warmUpSeconds());
      afterEach.run();
    }
    double[][] seconds = new double[points.size()][pace.visits()];
    List<Integer> order = new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
    for (int visit = 0; visit < pace.visits(); visit++) {
      Collections.shuffle(order, random);
      for (int point : order) {
        seconds[point][visit] = points.get(point).work().secondsPerItem(pace.visitSeconds());
        afterEach.run();
      }
    }
    return seconds;
  }
}
