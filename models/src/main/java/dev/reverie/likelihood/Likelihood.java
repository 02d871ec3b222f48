package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.BitMachine;
import dev.reverie.rbm.Rbm;
import java.util.function.DoubleConsumer;

/**
 * Measures a model of independent bits: exactly where its smaller layer allows it, else from both
 * sides.
 */
public final class Likelihood {
  private final Rbm rbm;
  private final Parameters parameters;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public Likelihood(Rbm rbm, Parameters parameters) {
    if (!rbm.independentBits()) {
      throw new IllegalArgumentException(
          "rbm has real-valued units or groups, must have independent bits alone");
    }
    BitMachine bits = BitMachine.of(rbm, parameters);
    this.rbm = bits.rbm();
    this.parameters = bits.parameters();
  }

  /**
   * log Z.
   *
   * @param start of reverse runs; not used when the sum is exact
   * @param progress takes the share of the work that is done, from any thread
   */
  public LogPartition logPartition(
      BaseRate base, AnnealingSettings settings, ReverseStart start, DoubleConsumer progress) {
    if (ExactLogPartition.feasible(rbm)) {
      return new ExactPartition(ExactLogPartition.of(rbm, parameters));
    }
    AnnealedImportanceSampling sampling =
        new AnnealedImportanceSampling(rbm, parameters, base, settings);
    LogPartitionEstimate forward = sampling.forward(share -> progress.accept(share / 2));
    LogPartitionEstimate reverse =
        sampling.reverse(start, share -> progress.accept((1 + share) / 2));
    return new AnnealedPartition(forward, reverse, settings, start.toString());
  }

  /** The likelihood of training and test data, each row binarised once. */
  public LikelihoodReport report(
      LogPartition logPartition, String binarisation, BinaryRows train, BinaryRows test) {
    RowFigures figures = new RowFigures(rbm, parameters);
    return new LikelihoodReport(
        logPartition, binarisation, figures.freeEnergy(train), figures.freeEnergy(test));
  }
}
