package dev.reverie.benchmark;

import dev.reverie.run.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The trainings of {@link EngineBenchmark} in turn, loop and engine, loop and engine: on a machine
 * whose speed drifts, the ratio pair by pair holds where two medians do not. The argument is how
 * many pairs count after three that do not.
 */
public final class EngineOverhead {
  private static final int WARM_UP = 3;

  private EngineOverhead() {}

  public static void main(String[] arguments) {
    int pairs = Integer.parseInt(arguments[0]);
    for (Mode mode : Mode.values()) {
      EngineBenchmark benchmark = new EngineBenchmark();
      benchmark.mode = mode;
      benchmark.threads = 1;
      benchmark.start();
      double[] ratios = new double[pairs];
      double[] loops = new double[pairs];
      for (int pair = -WARM_UP; pair < pairs; pair++) {
        double loop = seconds(benchmark::plainLoop);
        double engine = seconds(benchmark::engine);
        if (pair >= 0) {
          loops[pair] = loop;
          ratios[pair] = loop / engine;
        }
      }
      benchmark.stop();
      System.out.printf(
          Locale.ROOT,
          "%s: updates/s of the engine over those of the loop, median of %d pairs: %.3f; the loop"
              + " takes %.3f s%n",
          mode,
          pairs,
          median(ratios),
          median(loops));
    }
  }

  private static double seconds(Supplier<?> training) {
    long start = System.nanoTime();
    training.get();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
