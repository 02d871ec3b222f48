package dev.reverie.likelihood;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * log Z by annealed importance sampling (Neal 2001; for RBMs Salakhutdinov and Murray 2008) from
 * the base-rate model up to the model, and in reverse from states of the model down to the
 * base-rate model. Forward estimates of log Z are too small in expectation, reverse ones too large
 * if the states are exact draws: so the two together tell whether either can be believed.
 *
 * <p>A run's random numbers are functions of (seed, direction, run, temperature, unit). Calls may
 * run side by side; each has threads of its own, and ends with a {@link
 * java.util.concurrent.CancellationException} when its thread is interrupted.
 */
public final class AnnealedImportanceSampling {
  /** Steps of the random numbers: forward from 0, reverse and warming from here on. */
  private static final long REVERSE_STEPS = 1L << 40;

  private static final long WARM_STEPS = 1L << 41;

  private final Rbm rbm;
  private final Parameters parameters;
  private final BaseRate base;
  private final AnnealingSettings settings;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   * @param base of as many units as the model's visible ones
   */
  public AnnealedImportanceSampling(
      Rbm rbm, Parameters parameters, BaseRate base, AnnealingSettings settings) {
    if (base.units() != rbm.visible()) {
      throw new IllegalArgumentException(
          "base.units=" + base.units() + ", must be the visible units " + rbm.visible());
    }
    parameters.requireBounded();
    this.rbm = rbm;
    this.parameters = parameters;
    this.base = base;
    this.settings = settings;
  }

  /**
   * Estimates log Z from below. The callback takes the share of the work that is done, from any
   * thread.
   */
  public LogPartitionEstimate forward(DoubleConsumer progress) {
    return LogPartitionEstimate.forward(
        base.logPartition(rbm.hidden()), forwardLogWeights(progress));
  }

  /**
   * Estimates log Z from above. The callback takes the share of the work that is done, from any
   * thread.
   */
  public LogPartitionEstimate reverse(ReverseStart start, DoubleConsumer progress) {
    return LogPartitionEstimate.reverse(
        base.logPartition(rbm.hidden()), reverseLogWeights(start, progress));
  }

  /** One a run: their exp has mean Z / Z0. */
  double[] forwardLogWeights(DoubleConsumer progress) {
    return work(this::forward, settings.ladder().temperatures(), progress);
  }

  /** One a run: their exp has mean Z0 / Z, when the runs start at exact draws. */
  double[] reverseLogWeights(ReverseStart start, DoubleConsumer progress) {
    if (start.words() != rbm.visibleWords()) {
      throw new IllegalArgumentException(
          "start.words=" + start.words() + ", must be the visible words " + rbm.visibleWords());
    }
    int steps = start.warmSweeps() + settings.ladder().temperatures();
    double[] rises =
        work(
            (runs, first, count, done) -> reverse(runs, first, count, start, done),
            steps,
            progress);
    return Arrays.stream(rises).map(rise -> -rise).toArray();
  }

  private void forward(AnnealedRuns runs, int first, int count, Runnable stepDone) {
    Ladder ladder = settings.ladder();
    int last = ladder.temperatures();
    runs.startAtBase(0);
    for (int k = 1; k <= last; k++) {
      float beta = ladder.beta(k);
      float lower = ladder.beta(k - 1);
      runs.step(lower, beta - lower, k < last ? beta : 0, k);
      stepDone.run();
    }
  }

  private void reverse(
      AnnealedRuns runs, int first, int count, ReverseStart start, Runnable stepDone) {
    for (int n = 0; n < count; n++) {
      runs.start(n, start.states(), (first + n) % start.count() * start.words());
    }
    for (int sweep = 0; sweep < start.warmSweeps(); sweep++) {
      runs.step(1, 0, 1, WARM_STEPS + sweep);
      stepDone.run();
    }
    Ladder ladder = settings.ladder();
    for (int k = ladder.temperatures(); k >= 1; k--) {
      float lower = ladder.beta(k - 1);
      runs.step(lower, ladder.beta(k) - lower, lower, REVERSE_STEPS + k);
      stepDone.run();
    }
  }

  private double[] work(SlabWork slabWork, int steps, DoubleConsumer progress) {
    double[] logWeights = new double[settings.runs()];
    Progress done = new Progress((double) steps * settings.runs(), progress);
    Slabs.run(
        settings.runs(),
        settings.parallelism(),
        (first, count) -> {
          AnnealedRuns runs =
              new AnnealedRuns(rbm, parameters, base, settings.seed(), first, count);
          slabWork.run(runs, first, count, () -> done.add(count));
          runs.copyLogWeights(logWeights);
        });
    return logWeights;
  }

  /** What one slab of runs does from start to end. */
  private interface SlabWork {
    void run(AnnealedRuns runs, int first, int count, Runnable stepDone);
  }
}
