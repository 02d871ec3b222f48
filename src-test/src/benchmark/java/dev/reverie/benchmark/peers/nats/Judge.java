package dev.reverie.benchmark.peers.nats;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.Likelihood;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;

/** The one estimator of test likelihoods, for whoever trained. */
public final class Judge {
  /**
   * A likelihood.
   *
   * @param nats a test row, with the larger of the two estimates of log Z
   * @param gap between the two estimates
   * @param converged whether they agree well enough to be believed
   */
  public record Verdict(double nats, double gap, boolean converged) {}

  private final BinaryRows train;
  private final BinaryRows test;
  private final AnnealingSettings settings;

  public Judge(BinaryRows train, BinaryRows test, int temperatures) {
    this.train = train;
    this.test = test;
    this.settings =
        new AnnealingSettings(
            Ladder.piecewise(temperatures),
            AnnealingSettings.DEFAULT_RUNS,
            1,
            Runtime.getRuntime().availableProcessors());
  }

  /** The model's likelihood; reverse runs start at warmed data, for not all have particles. */
  public Verdict verdict(Rbm rbm, Parameters parameters) {
    ReverseStart start =
        ReverseStart.rows(train, settings.runs(), ReverseStart.DEFAULT_WARM_SWEEPS);
    LogPartition logPartition =
        new Likelihood(rbm, parameters)
            .logPartition(BaseRate.of(train), settings, start, share -> {});
    double freeEnergy = new RowFigures(rbm, parameters).freeEnergy(test).mean();
    return new Verdict(
        -freeEnergy - logPartition.claimed(), logPartition.gap(), logPartition.converged());
  }

  @Override
  public String toString() {
    return "AIS and reverse AIS from "
        + settings.runs()
        + " warmed data rows, "
        + settings
        + ", the larger log Z";
  }
}
