package dev.reverie.likelihood;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * log Z of a machine with real-valued units, or groups of which one is on: exactly where a discrete
 * layer allows it, else by annealed importance sampling from both sides, as {@link
 * AnnealedImportanceSampling} does for bits. Of real-valued visible units it normalises a density.
 */
public final class RealLikelihood {
  /** Steps of the random numbers: forward from 0, reverse and warming from here on. */
  private static final long REVERSE_STEPS = 1L << 40;

  private static final long WARM_STEPS = 1L << 41;

  private final RealMachine machine;
  private final Parameters parameters;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public RealLikelihood(Rbm rbm, Parameters parameters) {
    this.machine = new RealMachine(rbm, parameters);
    this.parameters = parameters;
  }

  /**
   * log Z.
   *
   * @param start of reverse runs; not used when the sum is exact
   * @param progress takes the share of the work that is done, from any thread
   */
  public LogPartition logPartition(
      RealBase base, AnnealingSettings settings, RealStart start, DoubleConsumer progress) {
    if (RealExactPartition.feasible(machine.rbm())) {
      return new ExactPartition(RealExactPartition.of(machine, parameters));
    }
    LogPartitionEstimate forward = forward(base, settings, share -> progress.accept(share / 2));
    LogPartitionEstimate reverse =
        reverse(base, settings, start, share -> progress.accept((1 + share) / 2));
    return new AnnealedPartition(forward, reverse, settings, start.toString());
  }

  /** Estimates log Z from below. */
  LogPartitionEstimate forward(RealBase base, AnnealingSettings settings, DoubleConsumer progress) {
    Ladder ladder = settings.ladder();
    int last = ladder.temperatures();
    double[] weights =
        work(
            base,
            settings,
            last,
            progress,
            (runs, first, count, done) -> {
              runs.startAtBase(0);
              for (int k = 1; k <= last; k++) {
                float beta = ladder.beta(k);
                float lower = ladder.beta(k - 1);
                runs.step(lower, beta - lower, k < last ? beta : 0, k);
                done.run();
              }
            });
    return LogPartitionEstimate.forward(base.logPartition(machine), weights);
  }

  /** Estimates log Z from above, if runs start at exact draws. */
  LogPartitionEstimate reverse(
      RealBase base, AnnealingSettings settings, RealStart start, DoubleConsumer progress) {
    double[] rises =
        work(
            base,
            settings,
            start.warmSweeps() + settings.ladder().temperatures(),
            progress,
            (runs, first, count, done) -> reverse(runs, first, count, settings, start, done));
    double[] weights = Arrays.stream(rises).map(rise -> -rise).toArray();
    return LogPartitionEstimate.reverse(base.logPartition(machine), weights);
  }

  private static void reverse(
      RealRuns runs,
      int first,
      int count,
      AnnealingSettings settings,
      RealStart start,
      Runnable stepDone) {
    for (int n = 0; n < count; n++) {
      runs.start(n, start.states()[(first + n) % start.states().length]);
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

  private double[] work(
      RealBase base,
      AnnealingSettings settings,
      int steps,
      DoubleConsumer progress,
      SlabWork slabWork) {
    double[] logWeights = new double[settings.runs()];
    Progress done = new Progress((double) steps * settings.runs(), progress);
    Slabs.run(
        settings.runs(),
        settings.parallelism(),
        (first, count) -> {
          RealRuns runs = new RealRuns(machine, base, settings.seed(), first, count);
          slabWork.run(runs, first, count, () -> done.add(count));
          runs.copyLogWeights(logWeights);
        });
    return logWeights;
  }

  /** What one slab of runs does from start to end. */
  private interface SlabWork {
    void run(RealRuns runs, int first, int count, Runnable stepDone);
  }
}
