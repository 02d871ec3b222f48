package dev.reverie.benchmark.growth;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All points of one curve, in the order of x, and its line. */
record Measurement(Curve curve, Line line, List<Measured> points) {
  Measurement {
    points = List.copyOf(points);
  }

  /**
   * @param seconds per item, one row a point and one column a visit
   */
  static Measurement of(Curve curve, List<Point> points, double[][] seconds, int cores) {
    double[] x = points.stream().mapToDouble(Point::x).toArray();
    double[] medians = Arrays.stream(seconds).mapToDouble(Median::of).toArray();
    Line line = curve.line(x, medians, cores);
    return new Measurement(
        curve,
        line,
        IntStream.range(0, x.length)
            .mapToObj(
                i ->
                    new Measured(
                        curve,
                        x[i],
                        medians[i],
                        Arrays.stream(seconds[i]).min().orElseThrow(),
                        Arrays.stream(seconds[i]).max().orElseThrow(),
                        line.at(x[i]),
                        points.get(i).snapshotBytes(),
                        points.get(i).stateBytes()))
            .toList());
  }
}
