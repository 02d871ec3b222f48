package dev.reverie.service.training;

import dev.reverie.clock.Clock;
import dev.reverie.parameter.Parameters;
import dev.reverie.run.Progress;
import dev.reverie.service.family.Learner;
import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes the rows of metrics.csv: with what must be computed where there is time for it, else
 * without.
 */
final class Recorder {
  private final MetricsFile file;
  private final Learner learner;
  private final Background background;
  private final Clock clock;
  private final long begin;
  private final double secondsBefore;
  private volatile double freeEnergyGap = Double.NaN;
  private long lastUpdate = -1;

  /**
   * @param secondsBefore that earlier sessions of the run took
   */
  Recorder(
      MetricsFile file, Learner learner, Background background, Clock clock, double secondsBefore) {
    this.file = file;
    this.learner = learner;
    this.background = background;
    this.clock = clock;
    this.begin = clock.nanoTime();
    this.secondsBefore = secondsBefore;
  }

  /** The last one that was computed, nats; NaN when there is none. */
  double freeEnergyGap() {
    return freeEnergyGap;
  }

  /** Records the end of a pass; that of the last one is left to {@link #end}. */
  void pass(Progress progress, Pace.Rates rates, double learningRate, Parameters parameters) {
    if (progress.done() >= progress.updates()) {
      return;
    }
    Map<Metric, Double> row = row(progress, rates, learningRate);
    if (!background.offer(() -> observeAndAdd(row, parameters))) {
      background.always(() -> add(row));
    }
  }

  /** Records the end of the training with everything, whatever it costs. */
  void end(Progress progress, Pace.Rates rates, double learningRate, Parameters parameters) {
    Map<Metric, Double> row = row(progress, rates, learningRate);
    background.always(() -> observeAndAdd(row, parameters));
  }

  private void observeAndAdd(Map<Metric, Double> row, Parameters parameters) {
    Map<Metric, Double> observed = learner.observe(parameters);
    freeEnergyGap = observed.getOrDefault(Metric.FREE_ENERGY_GAP, Double.NaN);
    row.putAll(observed);
    add(row);
  }

  private void add(Map<Metric, Double> row) {
    long update = row.get(Metric.UPDATE).longValue();
    if (update > lastUpdate) {
      file.add(row);
      lastUpdate = update;
    }
  }

  private Map<Metric, Double> row(Progress progress, Pace.Rates rates, double learningRate) {
    Map<Metric, Double> row = new EnumMap<>(Metric.class);
    row.put(Metric.EPOCH, (double) progress.done() / progress.updatesPerPass());
    row.put(Metric.UPDATE, (double) progress.done());
    row.put(Metric.SECONDS, secondsBefore + (clock.nanoTime() - begin) / 1e9);
    row.put(Metric.LEARNING_RATE, learningRate);
    row.put(Metric.UPDATES_PER_SECOND, rates.updates());
    row.put(Metric.CASES_PER_SECOND, rates.cases());
    row.put(Metric.SWEEPS_PER_SECOND, rates.sweeps());
    row.put(Metric.STALENESS, progress.meanStaleness());
    row.put(Metric.HEARD, progress.heard());
    row.put(Metric.LATE, (double) progress.late());
    row.put(Metric.REPEATED, (double) progress.repeated());
    row.put(Metric.RESTARTS, (double) progress.restarts());
    row.put(Metric.AUTOCORRELATION_TIME, progress.autocorrelationTime());
    return row;
  }
}
