package dev.reverie.boltzmann;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.AnnealedPartition;
import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.ExactPartition;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.LogPartitionEstimate;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Measures a machine: log Z exactly where few units are sampled, else from both sides, and of each
 * row the sum over hidden units, exactly where few of them are coupled, else by annealed runs over
 * hidden units alone, which in expectation tell too little.
 */
public final class BoltzmannLikelihood {
  /** Of one row. */
  private static final int HIDDEN_RUNS = 16;

  private static final int HIDDEN_TEMPERATURES = 200;

  private final BoltzmannMachine machine;
  private final Parameters parameters;
  private final ExactBoltzmann exact;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public BoltzmannLikelihood(BoltzmannMachine machine, Parameters parameters) {
    parameters.requireBounded();
    this.machine = machine;
    this.parameters = parameters;
    this.exact = new ExactBoltzmann(machine, parameters);
  }

  /**
   * log Z.
   *
   * @param base biases of the units where annealing starts ({@link BaseBiases})
   * @param start of reverse runs; not used when the sum is exact
   * @param progress takes the share of the work that is done, from any thread
   */
  public LogPartition logPartition(
      double[] base, AnnealingSettings settings, ReverseStart start, DoubleConsumer progress) {
    if (ExactBoltzmann.feasible(machine)) {
      return new ExactPartition(exact.logPartition());
    }
    BoltzmannAnnealing annealing = new BoltzmannAnnealing(machine, parameters, base, settings);
    LogPartitionEstimate forward = annealing.forward(share -> progress.accept(share / 2));
    LogPartitionEstimate reverse =
        annealing.reverse(start, share -> progress.accept((1 + share) / 2));
    return new AnnealedPartition(forward, reverse, settings, start.toString());
  }

  /** Whether the sum over hidden units of a row is exact. */
  public boolean exactRows() {
    return ExactBoltzmann.sumsHidden(machine);
  }

  /**
   * log of the sum over hidden units of exp(-E / T).
   *
   * @param row visible units and labels, packed
   * @param number of the row in the random numbers, where it is estimated
   */
  public double logMass(long[] row, int number) {
    return exactRows() ? exact.logMass(row) : estimatedLogMass(row, number);
  }

  private double estimatedLogMass(long[] row, int number) {
    long[] hidden = machine.wiring().mask(machine.roles(), false, false, true);
    double[] base = new double[machine.roles().units()];
    AnnealedLanes runs = new AnnealedLanes(machine, parameters, base, hidden, HIDDEN_RUNS);
    for (int lane = 0; lane < HIDDEN_RUNS; lane++) {
      Clamping.clamp(machine, row, runs.lanes, lane);
    }
    int first = number * HIDDEN_RUNS;
    runs.startAtBase(new RandomStream(0, Purpose.EVALUATION_START), first);
    RandomStream random = new RandomStream(0, Purpose.EVALUATION_HIDDEN);
    Ladder ladder = Ladder.even(HIDDEN_TEMPERATURES);
    for (int k = 1; k <= HIDDEN_TEMPERATURES; k++) {
      runs.grow(ladder.beta(k - 1), ladder.beta(k));
      runs.sweep(ladder.beta(k), random, first, k);
    }
    double[] logWeights = new double[HIDDEN_RUNS];
    Arrays.setAll(logWeights, runs::logWeight);
    return LogPartitionEstimate.forward(runs.logBase(), logWeights).logPartition();
  }

  /** Minus {@link #logMass} averaged over rows, which are binarised once; by the common pool. */
  public RowMean freeEnergy(BinaryRows rows) {
    return RowMean.inParallel(
        0,
        rows.rows(),
        n -> {
          long[] row = new long[rows.words()];
          rows.fill(BinaryRows.ONCE, n, row, 0);
          return -logMass(row, n);
        });
  }

  /** The likelihood of training and test data. */
  public LikelihoodReport report(
      LogPartition logPartition, String binarisation, BinaryRows train, BinaryRows test) {
    return new LikelihoodReport(logPartition, binarisation, freeEnergy(train), freeEnergy(test));
  }
}
