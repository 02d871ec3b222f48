package dev.reverie.likelihood;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The mean of a figure over rows of data.
 *
 * @param standardError of the mean, as if rows were drawn independently; NaN of a single row
 */
public record RowMean(double mean, double standardError, int rows) {

  /** The mean of the figures that rows {@code from} to {@code to - 1} have, summed in order. */
  static RowMean of(int from, int to, IntToDoubleFunction figure) {
    requireRows(from, to);
    return of(IntStream.range(from, to).mapToDouble(figure).toArray());
  }

  /** The same by several threads; the figures are still summed in order. */
  public static RowMean inParallel(int from, int to, IntToDoubleFunction figure) {
    requireRows(from, to);
    return of(IntStream.range(from, to).parallel().mapToDouble(figure).toArray());
  }

  private static void requireRows(int from, int to) {
    if (from < 0 || from >= to) {
      throw new IllegalArgumentException(
          "from=" + from + ", to=" + to + ", must not be negative and be less than to");
    }
  }

  /** The mean of figures, summed in order. */
  public static RowMean of(double[] figures) {
    double sum = 0;
    for (double figure : figures) {
      sum += figure;
    }
    double mean = sum / figures.length;
    double squares = 0;
    for (double figure : figures) {
      squares += (figure - mean) * (figure - mean);
    }
    double variance = squares / (figures.length - 1);
    return new RowMean(mean, Math.sqrt(variance / figures.length), figures.length);
  }
}
