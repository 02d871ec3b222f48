package dev.reverie.service.family.mixture;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.likelihood.RowMean;
import dev.reverie.mixture.MixtureDensity;
import dev.reverie.service.family.FewRows;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.folder.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a mixture through a few rows of data, always the same ones. */
final class MixtureFigures {
  private static final int ROWS = 500;

  private final StateRows train;
  private final Optional<StateRows> test;

  MixtureFigures(LearningData data) {
    this.train = FewRows.of(data.train(), ROWS);
    this.test = data.test().map(rows -> FewRows.of(rows, ROWS));
  }

  /** Mean log-likelihood of rows, binarised once. */
  static RowMean likelihood(MixtureDensity density, StateRows rows) {
    return RowMean.inParallel(
        0,
        rows.rows(),
        n -> {
          float[] row = new float[rows.columns()];
          rows.values(BinaryRows.ONCE, n, row, 0);
          return density.logLikelihood(row);
        });
  }

  /** Log-likelihood, and by how much that of test rows is lower. */
  Map<Metric, Double> observe(MixtureDensity density) {
    Map<Metric, Double> observed = new EnumMap<>(Metric.class);
    double known = likelihood(density, train).mean();
    observed.put(Metric.LOG_LIKELIHOOD, known);
    test.ifPresent(
        rows -> observed.put(Metric.FREE_ENERGY_GAP, known - likelihood(density, rows).mean()));
    return observed;
  }
}
