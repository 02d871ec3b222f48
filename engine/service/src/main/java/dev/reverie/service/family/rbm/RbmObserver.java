package dev.reverie.service.family.rbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.diagnostic.HiddenActivity;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.LadderReport;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.family.FewRows;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.folder.Metric;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at parameters through a few rows of data, always the same ones. About 20 ms of one core for
 * 784 visible and 500 hidden units, and as much again where the likelihood is known.
 */
final class RbmObserver {
  private static final int FREE_ENERGY_ROWS = 200;
  private static final int LIKELIHOOD_ROWS = 2000;
  private static final int RECONSTRUCTED_ROWS = 50;
  private static final int PSEUDO_LIKELIHOOD_ROWS = 20;

  private final Rbm rbm;
  private final StateRows train;
  private final StateRows likelihoodRows;
  private final Optional<StateRows> test;

  RbmObserver(Rbm rbm, LearningData data) {
    this.rbm = rbm;
    this.train = FewRows.of(data.train(), FREE_ENERGY_ROWS);
    this.likelihoodRows = FewRows.of(data.train(), LIKELIHOOD_ROWS);
    this.test = data.test().map(rows -> FewRows.of(rows, FREE_ENERGY_ROWS));
  }

  Map<Metric, Double> observe(Parameters parameters) {
    RowFigures figures = new RowFigures(rbm, parameters);
    Map<Metric, Double> observed = new EnumMap<>(Metric.class);
    double known = figures.freeEnergy(train).mean();
    test.ifPresent(
        rows -> observed.put(Metric.FREE_ENERGY_GAP, figures.freeEnergy(rows).mean() - known));
    int reconstructed = Math.min(RECONSTRUCTED_ROWS, train.rows());
    observed.put(
        Metric.RECONSTRUCTION_ERROR, figures.reconstructionError(train, 0, reconstructed).mean());
    if (rbm.independentBits()) {
      int guessed = Math.min(PSEUDO_LIKELIHOOD_ROWS, train.rows());
      RowMean guess = figures.pseudoLikelihood((BinaryRows) train, 0, guessed);
      observed.put(Metric.PSEUDO_LIKELIHOOD, guess.mean());
    }
    LadderReport.of(rbm, parameters)
        .ifPresent(ladder -> put(ladder, figures.freeEnergy(likelihoodRows).mean(), observed));
    if (rbm.hiddenLayer().discrete()) {
      HiddenActivity activity = HiddenActivity.of(rbm, parameters, train, 0, train.rows());
      observed.put(Metric.DEAD_HIDDEN, (double) activity.dead());
      observed.put(Metric.SATURATED_HIDDEN, (double) activity.saturated());
    }
    return observed;
  }

  /**
   * What a ladder tells.
   *
   * @param freeEnergy of training rows, whose likelihood follows
   */
  private static void put(LadderReport ladder, double freeEnergy, Map<Metric, Double> observed) {
    DoubleSummaryStatistics rates = Arrays.stream(ladder.swapRates()).summaryStatistics();
    ladder
        .logPartition()
        .ifPresent(
            logZ -> {
              observed.put(Metric.LOG_PARTITION, logZ);
              observed.put(Metric.LOG_LIKELIHOOD, -freeEnergy - logZ);
            });
    observed.put(Metric.SWAP_RATE, rates.getAverage());
    observed.put(Metric.LEAST_SWAP_RATE, rates.getMin());
    observed.put(Metric.ROUND_TRIP_RATE, ladder.roundTripRate());
  }
}
