package dev.reverie.service.family;

import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.ReverseStart;

/**
 * How carefully a likelihood is estimated where it cannot be computed.
 *
 * @param runs annealed runs in each direction
 * @param warmSweeps of the particles before the reverse runs
 */
public record EvaluationSettings(
    int temperatures, int runs, int warmSweeps, int threads, long seed) {
  private static final int QUICK_TEMPERATURES = 3_000;

  /** Real-valued units take ten times as long to draw. */
  private static final int QUICK_REAL_TEMPERATURES = 500;

  private static final int QUICK_REAL_WARM_SWEEPS = 200;

  /** For reports. */
  public static EvaluationSettings standard() {
    return new EvaluationSettings(
        AnnealingSettings.DEFAULT_TEMPERATURES,
        AnnealingSettings.DEFAULT_RUNS,
        ReverseStart.DEFAULT_WARM_SWEEPS,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  /**
   * For a first look, in a few seconds.
   *
   * @param bits whether all units are independent bits, which are quicker
   */
  public static EvaluationSettings quick(boolean bits) {
    EvaluationSettings standard = standard();
    return new EvaluationSettings(
        bits ? QUICK_TEMPERATURES : QUICK_REAL_TEMPERATURES,
        standard.runs,
        bits ? standard.warmSweeps : QUICK_REAL_WARM_SWEEPS,
        standard.threads,
        standard.seed);
  }

  /** The same for annealed runs. */
  public AnnealingSettings annealing() {
    return new AnnealingSettings(Ladder.piecewise(temperatures), runs, seed, threads);
  }
}
