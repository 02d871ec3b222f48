package dev.reverie.likelihood;

/**
 * How annealed importance sampling is done.
 *
 * @param runs independent runs in each direction
 * @param seed of all random numbers; equal seeds give equal estimates
 * @param parallelism threads that share the runs, which changes no figure
 */
public record AnnealingSettings(Ladder ladder, int runs, long seed, int parallelism) {
  public static final int DEFAULT_TEMPERATURES = 10_000;
  public static final int DEFAULT_RUNS = 100;

  public AnnealingSettings {
    if (runs < 2 || parallelism < 1) {
      throw new IllegalArgumentException(
          "runs=" + runs + " parallelism=" + parallelism + ", must be at least 2 and 1");
    }
  }

  /** 100 runs over 10,000 temperatures, in the calling thread. */
  public static AnnealingSettings standard(long seed) {
    return new AnnealingSettings(Ladder.piecewise(DEFAULT_TEMPERATURES), DEFAULT_RUNS, seed, 1);
  }

  /** The same with another number of threads. */
  public AnnealingSettings withParallelism(int threads) {
    return new AnnealingSettings(ladder, runs, seed, threads);
  }

  @Override
  public String toString() {
    return runs + " runs, " + ladder + ", seed " + seed;
  }
}
