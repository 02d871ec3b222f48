package dev.reverie.benchmark.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The range of a logarithmic axis.
 *
 * @param ticks values inside the range that have a grid line and a label
 */
public record LogAxis(double least, double most, double[] ticks) {
  private static final double WIDE = 300;
  private static final double ROOM = 1.3;
  private static final double LEAST_SPAN = 10;

  /** With ticks at the values themselves. */
  public static LogAxis across(double[] values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    return new LogAxis(least / ROOM, most * ROOM, values);
  }

  /**
   * At least a decade, so that small deviations look small, with ticks at 1, 2 and 5 and their
   * tens.
   */
  public static LogAxis upright(double[] values) {
    double least = Arrays.stream(values).min().orElseThrow() / ROOM;
    double most = Arrays.stream(values).max().orElseThrow() * ROOM;
    double widen = Math.max(1, Math.sqrt(LEAST_SPAN / (most / least)));
    return new LogAxis(least / widen, most * widen, round(least / widen, most * widen));
  }

  private static double[] round(double least, double most) {
    double[] digits = most / least < WIDE ? new double[] {1, 2, 5} : new double[] {1};
    int first = (int) Math.floor(Math.log10(least));
    int last = (int) Math.floor(Math.log10(most));
    return IntStream.rangeClosed(first, last)
        .boxed()
        .flatMapToDouble(n -> DoubleStream.of(digits).map(digit -> digit * Math.pow(10, n)))
        .filter(tick -> tick >= least && tick <= most)
        .toArray();
  }

  /** 1,000 or 0.05. */
  public static String label(double tick) {
    return tick >= 1
        ? Texts.format("%,.0f", tick)
        : Texts.format("%.9f", tick).replaceAll("0+$", "");
  }

  /** Every so many of the ticks. */
  public double[] every(int stride) {
    return IntStream.range(0, ticks.length)
        .filter(n -> n % stride == 0)
        .mapToDouble(n -> ticks[n])
        .toArray();
  }
}
