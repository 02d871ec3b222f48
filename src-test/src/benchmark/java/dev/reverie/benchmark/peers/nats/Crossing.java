package dev.reverie.benchmark.peers.nats;

import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Finds when a curve first crosses a level, judging few of its points: with strides until one is
 * above, then by bisection between that and the one before, then by a straight line. Early points
 * are not where a search begins.
 */
public final class Crossing {
  private static final int STRIDE = 4;

  private final double level;
  private final SortedMap<Integer, Double> judged = new TreeMap<>();

  public Crossing(double level) {
    this.level = level;
  }

  /**
   * The time of the crossing; nothing when no point that was judged is above, and the first point's
   * time when that is above already.
   *
   * @param times of all points, rising
   * @param begin the point that is judged first
   * @param judge the value at a point, dear
   */
  public OptionalDouble find(double[] times, int begin, IntToDoubleFunction judge) {
    int below = -1;
    int above = begin;
    while (above < times.length && value(above, judge) < level) {
      below = above;
      boolean last = above == times.length - 1;
      above = last ? times.length : Math.min(above + STRIDE, times.length - 1);
    }
    if (above >= times.length) {
      return OptionalDouble.empty();
    }
    while (above - below > 1) {
      int middle = (above + below) >>> 1;
      if (value(middle, judge) < level) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return OptionalDouble.of(below < 0 ? times[0] : between(times, below, above));
  }

  private double between(double[] times, int below, int above) {
    double share = (level - judged.get(below)) / (judged.get(above) - judged.get(below));
    return times[below] + share * (times[above] - times[below]);
  }

  private double value(int point, IntToDoubleFunction judge) {
    return judged.computeIfAbsent(point, judge::applyAsDouble);
  }

  /** Values of the points that were judged, by number. */
  public SortedMap<Integer, Double> judged() {
    return judged;
  }
}
