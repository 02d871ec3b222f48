package dev.reverie.benchmark.peers.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The median of some figures, with the smallest and the largest. */
public record Spread(double median, double least, double most) {

  /** Of at least one figure; of an even number the mean of the middle two. */
  public static Spread of(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("figures.length=0, must be at least 1");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Of one figure of each round. */
  public static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
    return of(rounds.stream().mapToDouble(figure).toArray());
  }

  /** Of the ratios pair by pair, which holds where the machine's speed drifts. */
  public static <T> Spread ofRatios(List<T> ours, List<T> theirs, ToDoubleFunction<T> figure) {
    if (ours.size() != theirs.size()) {
      throw new IllegalArgumentException(
          "theirs.size=" + theirs.size() + ", must be " + ours.size());
    }
    return of(
        IntStream.range(0, ours.size())
            .mapToDouble(
                n -> figure.applyAsDouble(ours.get(n)) / figure.applyAsDouble(theirs.get(n)))
            .toArray());
  }
}
