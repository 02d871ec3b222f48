package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannLikelihood;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.ExactBoltzmann;
import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.FewRows;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.folder.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a machine through a few rows of data, always the same ones. */
final class BoltzmannObserver {
  /** Additions that a look may take. */
  private static final long WORK = 20_000_000;

  private static final int MOST_ROWS = 200;

  /** Units whose states are gone through after every pass. */
  private static final int MOST_SUMMED = 14;

  private final BoltzmannMachine machine;
  private final BinaryRows train;
  private final Optional<BinaryRows> test;

  BoltzmannObserver(BoltzmannMachine machine, LearningData data) {
    long rows = Math.max(1, WORK / machine.graph().edges());
    int few = (int) Math.min(MOST_ROWS, rows);
    this.machine = machine;
    this.train = (BinaryRows) FewRows.of(data.train(), few);
    this.test = data.test().map(each -> (BinaryRows) FewRows.of(each, few));
  }

  Map<Metric, Double> observe(Parameters parameters) {
    Map<Metric, Double> observed = new EnumMap<>(Metric.class);
    if (machine.coupledHidden() == 0) {
      ExactBoltzmann exact = new ExactBoltzmann(machine, parameters);
      RowMean guess = mean(train, exact::pseudoLikelihood);
      observed.put(Metric.PSEUDO_LIKELIHOOD, guess.mean());
      double known = mean(train, exact::logMass).mean();
      test.ifPresent(
          rows -> observed.put(Metric.FREE_ENERGY_GAP, known - mean(rows, exact::logMass).mean()));
    }
    if (machine.roles().units() <= MOST_SUMMED) {
      double logPartition = new ExactBoltzmann(machine, parameters).logPartition();
      double free = new BoltzmannLikelihood(machine, parameters).freeEnergy(train).mean();
      observed.put(Metric.LOG_PARTITION, logPartition);
      observed.put(Metric.LOG_LIKELIHOOD, -free - logPartition);
    }
    return observed;
  }

  /** A figure of one row, packed. */
  interface Figure {
    double of(long[] row);
  }

  static RowMean mean(BinaryRows rows, Figure figure) {
    return RowMean.inParallel(
        0,
        rows.rows(),
        n -> {
          long[] row = new long[rows.words()];
          rows.fill(BinaryRows.ONCE, n, row, 0);
          return figure.of(row);
        });
  }
}
