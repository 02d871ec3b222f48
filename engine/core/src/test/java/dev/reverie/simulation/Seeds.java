package dev.reverie.simulation;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Seeds of simulations: a range, or the one in the system property {@code reverie.test.seed}. */
public final class Seeds {
  private Seeds() {}

  /** Lets a check run for each seed from 1 on, and names the seed where it fails. */
  public static void each(int seeds, Consumer<Random> check) {
    Long only = Long.getLong("reverie.test.seed");
    LongStream all = only == null ? LongStream.rangeClosed(1, seeds) : LongStream.of(only);
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
