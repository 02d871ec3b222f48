package dev.reverie.simulation;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Seeds of simulations: a range, which begins with 1 or the system property {@code
 * reverie.test.first-seed}, or the one in {@code reverie.test.seed}.
 */
public final class Seeds {
  private Seeds() {}

  /** Lets a check run for each seed, and names the seed where it fails. */
  public static void each(int seeds, Consumer<Random> check) {
    Long only = Long.getLong("reverie.test.seed");
    long first = Long.getLong("reverie.test.first-seed", 1);
    LongStream all = only == null ? LongStream.range(first, first + seeds) : LongStream.of(only);
    all.forEach(seed -> run(seed, check));
  }

  private static void run(long seed, Consumer<Random> check) {
    try {
      check.accept(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("fails with -Dreverie.test.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
