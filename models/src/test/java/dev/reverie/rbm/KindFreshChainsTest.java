package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For machines with real-valued units: the mean of contrastive divergence's updates, and of those
 * of burn-in from noise, at fixed random parameters is what so many Gibbs steps lead to on a fine
 * grid of states, within 5 standard errors of at most 1 % of its norm. A bias of 5 % is caught.
 */
final class KindFreshChainsTest {
  private static final int ROWS = 5;
  private static final int PARTICLES = 630;
  private static final int MOST_UPDATES = 4000;

  private record Trial(Layer visible, Layer hidden, int steps, boolean noise) {
    @Override
    public String toString() {
      String start = noise ? " from noise, " : " from data, ";
      return visible.key() + " x " + hidden.key() + start + steps + " steps";
    }
  }

  static Stream<Trial> trials() {
    Layer two = Layer.of(UnitKind.GAUSSIAN, 2);
    Layer positive = Layer.of(UnitKind.RECTIFIED, 2);
    Layer[][] pairs = {
      {two, Layer.binary(3)},
      {positive, Layer.of(UnitKind.SPIN, 2)},
      {Layer.binary(3), positive},
      {Layer.softmax(1, 3), two}
    };
    return IntStream.range(0, pairs.length)
        .boxed()
        .flatMap(
            k ->
                Stream.of(
                    new Trial(pairs[k][0], pairs[k][1], 1 + k % 3, false),
                    new Trial(pairs[k][0], pairs[k][1], 1 + (k + 1) % 3, true)));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowItsGibbsSteps(Trial trial) {
    Random random = new Random(trial.toString().hashCode());
    Rbm rbm = new Rbm(trial.visible(), trial.hidden(), Extras.NONE);
    Parameters parameters = Models.random(rbm, 0.7, 0.3, random);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    double[][] rows = new double[ROWS][];
    for (int n = 0; n < ROWS; n++) {
      rows[n] = exact.draw(random).v();
      for (int i = 0; i < rows[n].length; i++) {
        rows[n][i] = (float) rows[n][i];
      }
    }
    ExactSteps steps = new ExactSteps(exact);
    double[] negative =
        steps.statistics(trial.noise() ? steps.noise() : steps.hiddenGiven(rows), trial.steps());
    double[] expected = Models.difference(steps.statisticsOf(rows), negative);
    PhaseStatistics data =
        summed(Clamped.phase(rbm, new BatchSchedule(ROWS, ROWS, 1), rows), parameters, 0);
    BatchPhase phase = fresh(rbm, rows, trial);
    assertMean(
        rbm, parameters, expected, update -> List.of(data, summed(phase, parameters, update)));
  }

  private static BatchPhase fresh(Rbm rbm, double[][] rows, Trial trial) {
    if (trial.noise()) {
      return new DenseFreshPhase(rbm, trial.steps(), 3, null, null, PARTICLES);
    }
    double[][] repeated = new double[PARTICLES][];
    Arrays.setAll(repeated, n -> rows[n % ROWS]);
    ValueRows starts = ValueRows.of(rbm.visibleLayer(), repeated);
    BatchSchedule all = new BatchSchedule(PARTICLES, PARTICLES, 1);
    return new DenseFreshPhase(rbm, trial.steps(), 3, starts, all, 0);
  }

  private static PhaseStatistics summed(BatchPhase phase, Parameters parameters, long batch) {
    Sums sums = phase.newSums();
    phase.contribute(Models.snapshot(parameters), batch, 0, phase.items(batch), sums);
    return new PhaseStatistics(phase, List.of(sums), phase.items(batch));
  }

  private interface Statistics {
    List<PhaseStatistics> of(int update);
  }

  private static void assertMean(
      Rbm rbm, Parameters parameters, double[] expected, Statistics statistics) {
    MeanUpdate.requireMean(
        expected,
        MeanUpdate.ENOUGH,
        MOST_UPDATES,
        update -> {
          List<PhaseStatistics> right = statistics.of(update);
          PhaseStatistics negative = right.get(1);
          PhaseStatistics wrong =
              new PhaseStatistics(negative.phase(), negative.parts(), PARTICLES * 20 / 21);
          return new double[][] {
            RateOne.step(rbm, parameters, right),
            RateOne.step(rbm, parameters, List.of(right.get(0), wrong))
          };
        });
  }
}
