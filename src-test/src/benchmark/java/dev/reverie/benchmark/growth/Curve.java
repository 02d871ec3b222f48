package dev.reverie.benchmark.growth;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What grows, where it is measured, and the straight line that its cost should follow. */
enum Curve {
  PARTICLES("particles", "Particles", "particles in one tile", "particle step") {
    @Override
    double[] places(int cores) {
      return IntStream.rangeClosed(4, 12)
          .mapToDouble(n -> Math.rint(Math.pow(10, n / 2.0)))
          .toArray();
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.constant(x, seconds, SMALL_TILE);
    }
  },
  HIDDEN("hidden", "Hidden units", "hidden units", "update") {
    @Override
    double[] places(int cores) {
      return IntStream.rangeClosed(6, 12).mapToDouble(n -> 1 << n).toArray();
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.proportional(x, seconds, USUAL_HIDDEN);
    }
  },
  DENSITY("density", "Density", "% of visible units on", "data case") {
    @Override
    double[] places(int cores) {
      return new double[] {1, 2, 5, 10, 20, 30, 50};
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.fixedPlusProportional(x, seconds);
    }
  },
  STEPS("steps", "Gibbs steps", "Gibbs steps an update (k)", "update") {
    @Override
    double[] places(int cores) {
      return new double[] {1, 2, 5, 10, 20, 50};
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.fixedPlusProportional(x, seconds);
    }
  },
  THREADS_100("threads", "Threads, batch and particles 100", "threads", "update") {
    @Override
    double[] places(int cores) {
      return upTo(cores);
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.dividedAmong(x, seconds, cores);
    }
  },
  THREADS_1000("threads", "Threads, batch and particles 1,000", "threads", "update") {
    @Override
    double[] places(int cores) {
      return upTo(cores);
    }

    @Override
    Line line(double[] x, double[] seconds, int cores) {
      return Line.dividedAmong(x, seconds, cores);
    }
  };

  private static final double SMALL_TILE = 1000;
  private static final double USUAL_HIDDEN = 512;
  private static final int EACH_UP_TO = 8;

  private final String option;
  private final String title;
  private final String unit;
  private final String item;

  Curve(String option, String title, String unit, String item) {
    this.option = option;
    this.title = title;
    this.unit = unit;
    this.item = item;
  }

  /** What a user calls it. */
  String option() {
    return option;
  }

  /** What the table calls it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  /** What x counts. */
  String unit() {
    return unit;
  }

  /** What the seconds are for. */
  String item() {
    return item;
  }

  /** Whether it is shown as items a second, not as seconds an item. */
  boolean isRate() {
    return option.equals("threads");
  }

  /** The x at which it is measured, rising. */
  abstract double[] places(int cores);

  /** The line that belongs to what was measured, in seconds per item. */
  abstract Line line(double[] x, double[] seconds, int cores);

  /** Every number of threads, beyond eight only powers of two; all cores, and twice as many. */
  private static double[] upTo(int cores) {
    IntStream some =
        IntStream.rangeClosed(1, cores)
            .filter(n -> n <= EACH_UP_TO || n == cores || Integer.bitCount(n) == 1);
    return DoubleStream.concat(some.asDoubleStream(), DoubleStream.of(2.0 * cores)).toArray();
  }

  static String options() {
    return String.join(", ", Arrays.stream(values()).map(Curve::option).distinct().toList());
  }
}
