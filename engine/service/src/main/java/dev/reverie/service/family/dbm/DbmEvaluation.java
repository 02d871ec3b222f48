package dev.reverie.service.family.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.dbm.Dbm;
import dev.reverie.dbm.ExactFreeEnergy;
import dev.reverie.dbm.MeanActivity;
import dev.reverie.dbm.MeanFieldStop;
import dev.reverie.dbm.VariationalFreeEnergy;
import dev.reverie.likelihood.Likelihood;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ClampedSampler;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.settings.Choice;
import java.util.function.DoubleConsumer;

/** How good a deep machine is on data: by the variational bound, and exactly where it is small. */
record DbmEvaluation(
    Dbm dbm,
    Parameters parameters,
    EvaluationData data,
    EvaluationSettings settings,
    EvaluationText text) {
  /** Rows whose mean fields tell where annealing starts. */
  private static final int BASE_ROWS = 1_000;

  /** Units of which all states are gone through for every row. */
  private static final int EXACT_UNITS = 10;

  /** Measures, and says what came out. */
  void say() {
    BinaryRows train = (BinaryRows) data.train();
    BinaryRows test = (BinaryRows) data.test();
    String binarisation = Choice.name(data.binarisation());
    LogPartition logPartition = logPartition(train);
    VariationalFreeEnergy energy =
        new VariationalFreeEnergy(dbm, parameters, MeanFieldStop.EVALUATION);
    LikelihoodReport bounds =
        new LikelihoodReport(
            logPartition,
            binarisation,
            energy.of(train, 0, train.rows()),
            energy.of(test, 0, test.rows()));
    text.likelihoods("bound", bounds, data);
    if (ExactFreeEnergy.feasible(dbm, EXACT_UNITS)) {
      ExactFreeEnergy exact = new ExactFreeEnergy(dbm, parameters);
      double likelihood = -exact.of(test, 0, test.rows()).mean() - logPartition.claimed();
      text.pair(
          data.tested() ? "test likelihood" : "train likelihood",
          Numbers.format("%.2f nats, by all states of hidden units", likelihood));
    }
    if (data.tested()) {
      text.pair("free-energy gap", Numbers.format("%.2f nats", bounds.freeEnergyGap()));
    }
  }

  private LogPartition logPartition(BinaryRows train) {
    long temperatures = 2L * settings.temperatures();
    MeanActivity activity =
        MeanActivity.of(dbm, parameters, train, 0, Math.min(BASE_ROWS, train.rows()));
    try (Countdown progress = text.countdown("estimating log Z", temperatures, "temperatures")) {
      DoubleConsumer done = share -> progress.show(Math.round(share * temperatures));
      return new Likelihood(dbm.rbm(), parameters)
          .logPartition(
              activity.base(train.means(), train.rows()),
              settings.annealing(),
              reverseStart(),
              done);
    }
  }

  private ReverseStart reverseStart() {
    float[][] particles = data.particles().length == 0 ? noise() : data.particles();
    int words = dbm.rbm().visibleWords();
    long[] states = new long[particles.length * words];
    for (int n = 0; n < particles.length; n++) {
      for (int i = 0; i < dbm.rbm().visible(); i++) {
        states[n * words + (i >>> 6)] |= particles[n][i] == 1 ? 1L << i : 0;
      }
    }
    return ReverseStart.particles(states, words, settings.warmSweeps());
  }

  /** Where there are no particles, warming starts from fair coins. */
  private float[][] noise() {
    ClampedSampler coins = ClampedSampler.of(dbm.rbm(), settings.runs(), settings.seed());
    float[][] states = new float[coins.count()][dbm.rbm().visible()];
    for (int n = 0; n < states.length; n++) {
      coins.show(n, states[n]);
    }
    return states;
  }
}
