package dev.reverie.boltzmann;

import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.LogPartitionEstimate;
import dev.reverie.likelihood.Progress;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.Slabs;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.function.DoubleConsumer;

/**
 * log Z by annealed importance sampling (Neal 2001) from independent units with the data's means,
 * and in reverse from states of the model. Forward estimates are too small in expectation, reverse
 * ones too large if the states are exact draws. A run's random numbers are functions of (seed,
 * direction, run, temperature, unit). An interrupt of the calling thread ends a call with a {@link
 * java.util.concurrent.CancellationException}.
 */
public final class BoltzmannAnnealing {
  private static final long REVERSE_STEPS = 1L << 40;
  private static final long WARM_STEPS = 1L << 41;

  private final BoltzmannMachine machine;
  private final Parameters parameters;
  private final double[] base;
  private final AnnealingSettings settings;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   * @param base biases by unit, 0 of hidden ones ({@link BaseBiases})
   */
  public BoltzmannAnnealing(
      BoltzmannMachine machine, Parameters parameters, double[] base, AnnealingSettings settings) {
    parameters.requireBounded();
    this.machine = machine;
    this.parameters = parameters;
    this.base = base.clone();
    this.settings = settings;
  }

  /** Estimates log Z from below; the callback takes the share that is done, from any thread. */
  public LogPartitionEstimate forward(DoubleConsumer progress) {
    return LogPartitionEstimate.forward(logBase(), forwardLogWeights(progress));
  }

  /** Estimates log Z from above, from states of visible units and labels. */
  public LogPartitionEstimate reverse(ReverseStart start, DoubleConsumer progress) {
    return LogPartitionEstimate.reverse(logBase(), reverseLogWeights(start, progress));
  }

  private double logBase() {
    return lanes(1).logBase();
  }

  private AnnealedLanes lanes(int count) {
    long[] all = machine.wiring().mask(machine.roles(), true, true, true);
    return new AnnealedLanes(machine, parameters, base, all, count);
  }

  double[] forwardLogWeights(DoubleConsumer progress) {
    RandomStream draws = new RandomStream(settings.seed(), Purpose.EVALUATION_VISIBLE);
    RandomStream starts = new RandomStream(settings.seed(), Purpose.EVALUATION_START);
    Ladder ladder = settings.ladder();
    return work(
        ladder.temperatures(),
        progress,
        (runs, first, done) -> {
          runs.startAtBase(starts, first);
          for (int k = 1; k <= ladder.temperatures(); k++) {
            runs.grow(ladder.beta(k - 1), ladder.beta(k));
            if (k < ladder.temperatures()) {
              runs.sweep(ladder.beta(k), draws, first, k);
            }
            done.run();
          }
        });
  }

  double[] reverseLogWeights(ReverseStart start, DoubleConsumer progress) {
    RandomStream draws = new RandomStream(settings.seed(), Purpose.EVALUATION_VISIBLE);
    RandomStream coins = new RandomStream(settings.seed(), Purpose.EVALUATION_HIDDEN);
    Ladder ladder = settings.ladder();
    double[] rises =
        work(
            start.warmSweeps() + ladder.temperatures(),
            progress,
            (runs, first, done) -> {
              set(runs, start, coins, first);
              for (int k = 0; k < start.warmSweeps(); k++) {
                runs.sweep(1, draws, first, WARM_STEPS + k);
                done.run();
              }
              for (int k = ladder.temperatures(); k >= 1; k--) {
                runs.grow(ladder.beta(k - 1), ladder.beta(k));
                if (k > 1) {
                  runs.sweep(ladder.beta(k - 1), draws, first, REVERSE_STEPS + k);
                }
                done.run();
              }
            });
    for (int run = 0; run < rises.length; run++) {
      rises[run] = -rises[run];
    }
    return rises;
  }

  /** Visible units and labels as they are told, hidden units at fair coins. */
  private void set(AnnealedLanes runs, ReverseStart start, RandomStream coins, int first) {
    long[] hidden = machine.wiring().mask(machine.roles(), false, false, true);
    long[] row = new long[start.words()];
    for (int lane = 0; lane < runs.lanes.count(); lane++) {
      int state = (first + lane) % start.count();
      System.arraycopy(start.states(), state * row.length, row, 0, row.length);
      Clamping.clamp(machine, row, runs.lanes, lane);
      Clamping.coins(machine, coins, first + lane, 0, hidden, runs.lanes, lane);
    }
    runs.lanes.spread();
  }

  /** What some runs do from start to end. */
  private interface Runs {
    void run(AnnealedLanes runs, int first, Runnable stepDone);
  }

  private double[] work(int steps, DoubleConsumer progress, Runs what) {
    double[] logWeights = new double[settings.runs()];
    Progress done = new Progress((double) steps * settings.runs(), progress);
    Slabs.run(
        settings.runs(),
        settings.parallelism(),
        (from, size) -> {
          for (int first = from; first < from + size; first += Lanes.WIDTH) {
            int count = Math.min(Lanes.WIDTH, from + size - first);
            AnnealedLanes runs = lanes(count);
            what.run(runs, first, () -> done.add(count));
            for (int lane = 0; lane < count; lane++) {
              logWeights[first + lane] = runs.logWeight(lane);
            }
          }
        });
    return logWeights;
  }
}
