package dev.reverie.benchmark.peers.nats;

import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Finds when a rising curve crosses a level, judging as few of its points as it can: the crossing
 * is bracketed by bisection, then interpolated.
 */
public final class Crossing {
  private final double level;
  private final SortedMap<Integer, Double> judged = new TreeMap<>();

  public Crossing(double level) {
    this.level = level;
  }

  /**
   * The time of the crossing; nothing when the last point is still below, and the first point's
   * time when that is above already.
   *
   * @param times of all points, rising
   * @param judge the value at a point, dear
   */
  public OptionalDouble find(double[] times, IntToDoubleFunction judge) {
    if (times.length == 0 || value(times.length - 1, judge) < level) {
      return OptionalDouble.empty();
    }
    int below = -1;
    int above = times.length - 1;
    while (above - below > 1) {
      int middle = (above + below) >>> 1;
      if (value(middle, judge) < level) {
        below = middle;
      } else {
        above = middle;
      }
    }
    if (below < 0) {
      return OptionalDouble.of(times[0]);
    }
    double share = (level - judged.get(below)) / (judged.get(above) - judged.get(below));
    return OptionalDouble.of(times[below] + share * (times[above] - times[below]));
  }

  private double value(int point, IntToDoubleFunction judge) {
    return judged.computeIfAbsent(point, judge::applyAsDouble);
  }

  /** Values of the points that were judged, by number. */
  public SortedMap<Integer, Double> judged() {
    return judged;
  }
}
