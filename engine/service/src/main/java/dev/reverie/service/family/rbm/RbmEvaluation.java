package dev.reverie.service.family.rbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.likelihood.Likelihood;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.RealBase;
import dev.reverie.likelihood.RealLikelihood;
import dev.reverie.likelihood.RealStart;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.settings.Choice;
import java.util.function.DoubleConsumer;

/** How good a machine is on data. */
record RbmEvaluation(
    Rbm rbm,
    Parameters parameters,
    EvaluationData data,
    EvaluationSettings settings,
    EvaluationText text) {
  /** Rows that the figures which cost more are means of. */
  private static final int SOME_ROWS = 1_000;

  /** Measures, and says what came out. */
  void say() {
    RowFigures figures = new RowFigures(rbm, parameters);
    LikelihoodReport report =
        new LikelihoodReport(
            logPartition(),
            Choice.name(data.binarisation()),
            figures.freeEnergy(data.train()),
            figures.freeEnergy(data.test()));
    text.likelihoods(report, data);
    int some = Math.min(SOME_ROWS, data.test().rows());
    if (rbm.independentBits()) {
      RowMean pseudo = figures.pseudoLikelihood((BinaryRows) data.test(), 0, some);
      text.pair(
          "pseudo-likelihood",
          Numbers.format("%.5f nats per unit, %d rows", pseudo.mean(), pseudo.rows()));
    }
    RowMean reconstruction = figures.reconstructionError(data.test(), 0, some);
    text.pair(
        "reconstruction error",
        Numbers.format("%.5f per unit, %d rows", reconstruction.mean(), reconstruction.rows()));
    if (data.tested()) {
      text.pair("free-energy gap", Numbers.format("%.2f nats", report.freeEnergyGap()));
    }
  }

  private LogPartition logPartition() {
    long temperatures = 2L * settings.temperatures();
    try (Countdown progress = text.countdown("estimating log Z", temperatures, "temperatures")) {
      DoubleConsumer done = share -> progress.show(Math.round(share * temperatures));
      return rbm.independentBits() ? ofBits((BinaryRows) data.train(), done) : ofReals(done);
    }
  }

  private LogPartition ofBits(BinaryRows train, DoubleConsumer progress) {
    return new Likelihood(rbm, parameters)
        .logPartition(BaseRate.of(train), settings.annealing(), reverseStart(train), progress);
  }

  private LogPartition ofReals(DoubleConsumer progress) {
    RealStart start =
        data.particles().length == 0
            ? RealStart.rows(data.train(), settings.runs(), settings.warmSweeps())
            : RealStart.particles(data.particles(), settings.warmSweeps());
    return new RealLikelihood(rbm, parameters)
        .logPartition(
            RealBase.of(rbm.visibleLayer(), data.train()), settings.annealing(), start, progress);
  }

  private ReverseStart reverseStart(BinaryRows train) {
    float[][] particles = data.particles();
    if (particles.length == 0) {
      return ReverseStart.rows(train, settings.runs(), settings.warmSweeps());
    }
    int words = rbm.visibleWords();
    long[] states = new long[particles.length * words];
    for (int n = 0; n < particles.length; n++) {
      for (int i = 0; i < rbm.visible(); i++) {
        states[n * words + (i >>> 6)] |= particles[n][i] == 1 ? 1L << i : 0;
      }
    }
    return ReverseStart.particles(states, words, settings.warmSweeps());
  }
}
