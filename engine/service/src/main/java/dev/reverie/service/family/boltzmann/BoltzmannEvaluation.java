package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BaseBiases;
import dev.reverie.boltzmann.BoltzmannLikelihood;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.ExactBoltzmann;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.FewRows;
import dev.reverie.service.settings.Choice;

/** How good a machine is on data. */
record BoltzmannEvaluation(
    BoltzmannMachine machine,
    Parameters parameters,
    EvaluationData data,
    EvaluationSettings settings,
    EvaluationText text) {
  /** Additions that the likelihoods of training or test rows may take. */
  private static final double WORK = 1e10;

  /** What an estimate of one row's sum over hidden units takes of them, by edge. */
  private static final double ESTIMATE = 20_000;

  private static final int LEAST_ROWS = 100;

  /** Rows that the figures which cost more are means of. */
  private static final int SOME_ROWS = 200;

  /** Measures, and says what came out. */
  void say() {
    BoltzmannLikelihood likelihood = new BoltzmannLikelihood(machine, parameters);
    BinaryRows train = few(data.train(), likelihood);
    BinaryRows test = few(data.test(), likelihood);
    LikelihoodReport report =
        likelihood.report(logPartition(likelihood), Choice.name(data.binarisation()), train, test);
    text.likelihoods(report, data);
    if (train.rows() < data.train().rows() || test.rows() < data.test().rows()) {
      text.pair("rows", Numbers.format("%d of train, %d of test", train.rows(), test.rows()));
    }
    if (!likelihood.exactRows()) {
      text.pair(
          "hidden units",
          "summed by annealed runs, which in expectation tell too low a likelihood");
    }
    if (machine.coupledHidden() == 0) {
      RowMean pseudo =
          BoltzmannObserver.mean(
              (BinaryRows) FewRows.of(data.test(), SOME_ROWS),
              new ExactBoltzmann(machine, parameters)::pseudoLikelihood);
      text.pair(
          "pseudo-likelihood",
          Numbers.format("%.5f nats per unit, %d rows", pseudo.mean(), pseudo.rows()));
    }
    if (data.tested()) {
      text.pair("free-energy gap", Numbers.format("%.2f nats", report.freeEnergyGap()));
    }
  }

  private BinaryRows few(StateRows rows, BoltzmannLikelihood likelihood) {
    double cost = machine.graph().edges() * (likelihood.exactRows() ? 1 : ESTIMATE);
    int most = (int) Math.min(rows.rows(), Math.max(LEAST_ROWS, WORK / cost));
    return (BinaryRows) FewRows.of(rows, most);
  }

  private LogPartition logPartition(BoltzmannLikelihood likelihood) {
    BinaryRows train = (BinaryRows) data.train();
    long temperatures = 2L * settings.temperatures();
    try (Countdown progress = text.countdown("estimating log Z", temperatures, "temperatures")) {
      return likelihood.logPartition(
          BaseBiases.of(machine, train),
          settings.annealing(),
          reverseStart(train),
          share -> progress.show(Math.round(share * temperatures)));
    }
  }

  private ReverseStart reverseStart(BinaryRows train) {
    float[][] particles = data.particles();
    if (particles.length == 0) {
      return ReverseStart.rows(train, settings.runs(), settings.warmSweeps());
    }
    int words = train.words();
    long[] states = new long[particles.length * words];
    for (int n = 0; n < particles.length; n++) {
      for (int i = 0; i < particles[n].length; i++) {
        states[n * words + (i >>> 6)] |= particles[n][i] == 1 ? 1L << i : 0;
      }
    }
    return ReverseStart.particles(states, words, settings.warmSweeps());
  }
}
