package dev.reverie.benchmark.growth;

import dev.reverie.benchmark.chart.Texts;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What a cost should be: a straight line over x, told in seconds per item.
 *
 * @param words the line for people
 */
record Line(String words, DoubleUnaryOperator seconds) {
  double at(double x) {
    return seconds.applyAsDouble(x);
  }

  /** The same for every x: the median of what was measured up to {@code upTo}. */
  static Line constant(double[] x, double[] y, double upTo) {
    double[] small =
        Arrays.stream(indices(x)).filter(i -> x[i] <= upTo).mapToDouble(i -> y[i]).toArray();
    double level = Median.of(small.length == 0 ? y : small);
    return new Line("constant, the median of the small sizes", at -> level);
  }

  /** Through nothing at 0 and the measured point whose x is nearest to {@code through}. */
  static Line proportional(double[] x, double[] y, double through) {
    int anchor = 0;
    for (int i : indices(x)) {
      anchor = Math.abs(x[i] - through) < Math.abs(x[anchor] - through) ? i : anchor;
    }
    double slope = y[anchor] / x[anchor];
    return new Line(Texts.format("proportional, through %.0f", x[anchor]), at -> slope * at);
  }

  /**
   * A fixed cost and one proportional to x, neither negative, where the sum of squared relative
   * errors is least, so that small costs weigh as much as large ones.
   */
  static Line fixedPlusProportional(double[] x, double[] y) {
    double one = 0;
    double byX = 0;
    double byXX = 0;
    double byY = 0;
    double byXY = 0;
    for (int i : indices(x)) {
      double weight = 1 / (y[i] * y[i]);
      one += weight;
      byX += weight * x[i];
      byXX += weight * x[i] * x[i];
      byY += weight * y[i];
      byXY += weight * x[i] * y[i];
    }
    double determinant = one * byXX - byX * byX;
    boolean isOnePoint = determinant <= 1e-12 * one * byXX;
    double slope = isOnePoint ? 0 : Math.max(0, (one * byXY - byX * byY) / determinant);
    double fixed = (byY - slope * byX) / one;
    if (fixed < 0) {
      double steepest = byXY / byXX;
      return new Line(fixedWords(0, steepest), at -> steepest * at);
    }
    return new Line(fixedWords(fixed, slope), at -> fixed + slope * at);
  }

  private static String fixedWords(double fixed, double slope) {
    return Texts.seconds(fixed) + " + " + Texts.seconds(slope) + " x, least squares";
  }

  /** The cost at the smallest x, divided by x, until there are no more cores. */
  static Line dividedAmong(double[] x, double[] y, int cores) {
    double alone = y[0] * x[0];
    return new Line(
        Texts.format("proportional to threads up to %d cores", cores),
        at -> alone / Math.min(at, Math.max(cores, 1)));
  }

  private static int[] indices(double[] x) {
    return IntStream.range(0, x.length).toArray();
  }
}
