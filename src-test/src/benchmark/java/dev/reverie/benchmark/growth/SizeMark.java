package dev.reverie.benchmark.growth;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Where on a curve the bytes that grow with x reach the size of a cache.
 *
 * @param what the bytes belong to
 */
record SizeMark(String what, long bytes, double x) {
  private static final List<Long> SIZES = List.of(1L << 20, 32L << 20);

  /** All sizes that the curve crosses. */
  static List<SizeMark> of(List<Measured> points) {
    return SIZES.stream()
        .flatMap(
            size ->
                Stream.of(
                        crossing("snapshot", points, Measured::snapshotBytes, size),
                        crossing("particles", points, Measured::stateBytes, size))
                    .flatMap(Optional::stream)
                    .limit(1))
        .toList();
  }

  private static Optional<SizeMark> crossing(
      String what, List<Measured> points, ToLongFunction<Measured> bytes, long size) {
    for (int n = 1; n < points.size(); n++) {
      double below = bytes.applyAsLong(points.get(n - 1));
      double above = bytes.applyAsLong(points.get(n));
      if (below < size && size <= above) {
        double share = (size - below) / (above - below);
        double x = points.get(n - 1).x();
        return Optional.of(new SizeMark(what, size, x + share * (points.get(n).x() - x)));
      }
    }
    return Optional.empty();
  }
}
