package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean of the rule's updates at fixed parameters, at rate 1, equals the update that enumeration
 * expects within 5 standard errors of at most 1 % of its norm. The distance of a mean vector
 * exceeds 5 of its standard errors less often than a single number's would, which is once in 1.7
 * million. The same check catches a phase that is 5 % too large.
 */
final class ExpectedUpdateTest {
  private static final int PARAMETERS = 20;
  private static final int PARTICLES = 210;
  private static final int UPDATES = 500;
  private static final int ROWS = 4;

  private static final Rbm RBM = new Rbm(6, 4);

  /** Random parameters and a few random rows, and what follows from them. */
  private record Trial(int number, Parameters parameters, PackedRows rows) {
    static Trial of(int number) {
      Random random = new Random(1000 + number);
      Parameters parameters = Models.random(RBM, 0.7, 0.7, random);
      return new Trial(number, parameters, PackedRows.random(RBM.visible(), ROWS, random));
    }

    Snapshot snapshot() {
      return Models.snapshot(parameters);
    }

    Enumerated model() {
      return new Enumerated(RBM, parameters);
    }

    ExactGibbs gibbs() {
      return new ExactGibbs(model(), 1);
    }

    /** The expected update when the negative phase's visible units are distributed as given. */
    double[] expected(double[] negative) {
      double[] positive = gibbs().statistics(rows.distribution());
      return Models.difference(positive, gibbs().statistics(negative));
    }

    /** The positive phase: every row once, without any noise. */
    PhaseStatistics positive() {
      ClampedPhase phase = new ClampedPhase(RBM, rows, new BatchSchedule(ROWS, ROWS, 1));
      return summed(phase, snapshot(), 0);
    }

    @Override
    public String toString() {
      return "parameters " + number;
    }
  }

  private static PhaseStatistics summed(BatchPhase phase, Snapshot snapshot, long batch) {
    Sums sums = phase.newSums();
    phase.contribute(snapshot, batch, 0, phase.items(batch), sums);
    return new PhaseStatistics(phase, List.of(sums), phase.items(batch));
  }

  private interface NegativePhase {
    PhaseStatistics of(int update);
  }

  static Stream<Trial> trials() {
    return IntStream.range(0, PARAMETERS).mapToObj(Trial::of);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheGradientWithParticlesFromTheModel(Trial trial) {
    double[] joint = trial.model().joint(1);
    Random random = new Random(trial.number());
    double[] expected = trial.expected(trial.model().visibleMarginal(joint));
    assertMean(
        trial,
        expected,
        update -> {
          ChainsPhase phase = new ChainsPhase(RBM, PARTICLES, 1, 1f, update);
          Tile tile = phase.allocate(0, PARTICLES);
          Particles.start(tile, trial.model(), joint, random);
          Sums sums = phase.newSums();
          tile.step(trial.snapshot(), 0, PARTICLES, sums);
          return new PhaseStatistics(phase, List.of(sums), PARTICLES);
        });
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheStepsOfContrastiveDivergenceFromTheData(Trial trial) {
    int steps = 1 + trial.number() % 3;
    long[][] repeated = new long[PARTICLES][];
    for (int n = 0; n < PARTICLES; n++) {
      repeated[n] = new long[1];
      trial.rows().fill(0, n % ROWS, repeated[n], 0);
    }
    PackedRows starts = new PackedRows(RBM.visible(), repeated);
    ExactGibbs gibbs = trial.gibbs();
    double[] hidden = gibbs.hiddenFromVisible(starts.distribution());
    double[] expected = trial.expected(gibbs.visibleAfter(steps, hidden));
    BatchSchedule schedule = new BatchSchedule(PARTICLES, PARTICLES, trial.number());
    FreshChainsPhase phase = FreshChainsPhase.atData(RBM, steps, 1, starts, schedule);
    assertMean(trial, expected, update -> summed(phase, trial.snapshot(), update));
  }

  /** So few steps that burn-in has a bias of its own, which enumeration knows. */
  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheStepsOfBurnInFromNoise(Trial trial) {
    int steps = 1 + trial.number() % 3;
    double[] expected = trial.expected(trial.gibbs().visibleAfter(steps, coins()));
    assertBurnIn(trial, steps, expected);
  }

  /** So many steps that nothing is left of the bias, at the first few parameters. */
  @ParameterizedTest
  @MethodSource("fewTrials")
  void shouldFollowTheGradientAfterLongBurnIn(Trial trial) {
    assertLongBurnIn(trial);
  }

  static Stream<Trial> fewTrials() {
    return trials().limit(2);
  }

  @ParameterizedTest
  @MethodSource("trials")
  @Tag("long")
  void shouldFollowTheGradientAfterLongBurnInEverywhere(Trial trial) {
    assertLongBurnIn(trial);
  }

  private static void assertLongBurnIn(Trial trial) {
    int steps = 60;
    double[] expected = trial.expected(trial.model().visibleMarginal(trial.model().joint(1)));
    double[] reached = trial.expected(trial.gibbs().visibleAfter(steps, coins()));
    double left = Models.norm(Models.difference(expected, reached)) / Models.norm(expected);
    assertTrue(left < 1e-3, () -> "burn-in leaves a share of " + left);
    assertBurnIn(trial, steps, expected);
  }

  private static double[] coins() {
    double[] coins = new double[1 << RBM.hidden()];
    Arrays.fill(coins, 1.0 / coins.length);
    return coins;
  }

  private static void assertBurnIn(Trial trial, int steps, double[] expected) {
    FreshChainsPhase phase = FreshChainsPhase.atNoise(RBM, steps, trial.number(), PARTICLES);
    assertMean(trial, expected, update -> summed(phase, trial.snapshot(), update));
  }

  private static void assertMean(Trial trial, double[] expected, NegativePhase negative) {
    PhaseStatistics positive = trial.positive();
    MeanUpdate.requireMean(
        expected,
        MeanUpdate.ENOUGH,
        UPDATES,
        update -> {
          PhaseStatistics right = negative.of(update);
          PhaseStatistics wrong =
              new PhaseStatistics(right.phase(), right.parts(), PARTICLES * 20 / 21);
          return new double[][] {
            RateOne.step(RBM, trial.parameters(), List.of(positive, right)),
            RateOne.step(RBM, trial.parameters(), List.of(positive, wrong))
          };
        });
  }
}
