package dev.reverie.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.LockStepLoop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing here is random but the rows and the parameters that it begins with. */
final class ExpectationMaximisationTest {
  private static final int COLUMNS = 7;
  private static final int ROWS = 60;

  private record Trial(Mixture mixture, double pseudo) {
    float[][] data() {
      return mixture.binary()
          ? MixtureData.randomBits(ROWS, COLUMNS, 3)
          : MixtureData.randomReals(ROWS, COLUMNS, 3);
    }

    StateRows rows() {
      return mixture.binary() ? MixtureData.bits(data()) : MixtureData.reals(data());
    }

    MixtureObjective objective() {
      return new MixtureObjective(mixture, rows(), new MixtureLearning(pseudo, 0.01, 5));
    }

    double score(Parameters parameters) {
      PlainMixture plain = new PlainMixture(mixture, parameters);
      double prior = pseudo == 0 ? 0 : plain.logPrior(pseudo, mixture.moments(rows()));
      return MixtureData.meanLikelihood(mixture, parameters, data()) + prior / ROWS;
    }
  }

  static Stream<Trial> trials() {
    return Stream.of(
        new Trial(new BernoulliMixture(3, COLUMNS), 0),
        new Trial(new BernoulliMixture(3, COLUMNS), 1),
        new Trial(new GaussianMixture(3, COLUMNS), 0),
        new Trial(new GaussianMixture(3, COLUMNS), 2));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldUpdateAsTheTextbookDoes(Trial trial) {
    assertTrue(distance(trial, 1) < 1e-6, () -> "distance " + distance(trial, 1));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldBeCaughtWithResponsibilitiesAtAnotherTemperature(Trial trial) {
    assertTrue(distance(trial, 0.99) > 1e-5, () -> "distance " + distance(trial, 0.99));
  }

  /** The largest difference between one update and that of the textbook. */
  private static double distance(Trial trial, double sharpness) {
    Mixture mixture = trial.mixture;
    Parameters start = MixtureData.random(mixture, 11);
    PlainMixture plain = new PlainMixture(mixture, start);
    plain.update(trial.data(), trial.pseudo, mixture.moments(trial.rows()), 0.01, sharpness);
    LockStepLoop loop = new LockStepLoop(trial.objective(), 1, start);
    loop.update(1);
    PlainMixture updated = new PlainMixture(mixture, loop.parameters());
    double largest = 0;
    for (int k = 0; k < mixture.components(); k++) {
      largest = Math.max(largest, Math.abs(updated.mixing[k] - plain.mixing[k]));
      for (int i = 0; i < COLUMNS; i++) {
        largest = Math.max(largest, Math.abs(updated.means[k][i] - plain.means[k][i]));
        double ratio = mixture.binary() ? 1 : updated.variances[k][i] / plain.variances[k][i];
        largest = Math.max(largest, Math.abs(ratio - 1));
      }
    }
    return largest;
  }

  /** Times the prior where there is one. */
  @ParameterizedTest
  @MethodSource("trials")
  void shouldNeverLowerTheLikelihood(Trial trial) {
    LockStepLoop loop = new LockStepLoop(trial.objective(), 1);
    double start = trial.score(loop.parameters());
    double before = start;
    for (int update = 0; update < 60; update++) {
      loop.update(1);
      double now = trial.score(loop.parameters());
      assertTrue(now > before - 1e-7, update + ": " + before + " to " + now);
      before = now;
    }
    assertTrue(before > start + 0.1, start + " to " + before);
  }

  /** With the prior, but the likelihood told without it. */
  @Test
  void shouldNoticeWhatLowersTheLikelihood() {
    Trial trial = new Trial(new BernoulliMixture(3, COLUMNS), 20);
    LockStepLoop loop = new LockStepLoop(new Trial(trial.mixture, 0).objective(), 1);
    loop.update(30);
    double learned = MixtureData.meanLikelihood(trial.mixture, loop.parameters(), trial.data());
    LockStepLoop smoothed = new LockStepLoop(trial.objective(), 1, loop.parameters());
    smoothed.update(1);
    double after = MixtureData.meanLikelihood(trial.mixture, smoothed.parameters(), trial.data());
    assertTrue(after < learned - 1e-2, learned + " to " + after);
  }

  /** A component on equal rows has the floor's variances. */
  @Test
  void shouldKeepVariancesAboveTheFloor() {
    float[][] data = {{5, 0}, {5, 0}, {5, 0}, {-5, 0}, {-4, 0}, {-6, 0}};
    GaussianMixture mixture = new GaussianMixture(2, 2);
    StateRows rows = MixtureData.reals(data);
    MixtureObjective objective =
        new MixtureObjective(mixture, rows, new MixtureLearning(0, 0.001, 4));
    Parameters start = new Parameters(objective.layout());
    objective.initialise(start);
    start.set(mixture.means(), 0, 0, 2);
    start.set(mixture.means(), 1, 0, -2);
    objective.derive(start);
    LockStepLoop loop = new LockStepLoop(objective, 1, start);
    loop.update(50);
    PlainMixture learned = new PlainMixture(mixture, loop.parameters());
    int narrow = learned.means[0][0] > 0 ? 0 : 1;
    double variance = rows.variances()[0];
    assertEquals(5, learned.means[narrow][0], 1e-6);
    assertEquals(0.001 * variance, learned.variances[narrow][0], 1e-6 * variance);
    assertEquals(0.001 * GaussianMixture.LEAST_VARIANCE, learned.variances[narrow][1], 1e-9);
    assertEquals(2.0 / 3, learned.variances[1 - narrow][0], 1e-5);
  }

  /** Two clusters of each kind are found. */
  @Test
  void shouldFindClusters() {
    float[][] data = MixtureData.randomReals(3000, 4, 8);
    GaussianMixture mixture = new GaussianMixture(2, 4);
    LockStepLoop loop =
        new LockStepLoop(
            new MixtureObjective(mixture, MixtureData.reals(data), MixtureLearning.of(1)), 1);
    loop.update(60);
    PlainMixture learned = new PlainMixture(mixture, loop.parameters());
    int third = learned.mixing[0] < learned.mixing[1] ? 0 : 1;
    assertEquals(1.0 / 3, learned.mixing[third], 0.01);
    for (int i = 0; i < 4; i++) {
      assertEquals(3, learned.means[third][i], 5 * 0.3 / Math.sqrt(1000) + 0.01);
      assertEquals(0, learned.means[1 - third][i], 5 / Math.sqrt(2000));
      assertEquals(0.09, learned.variances[third][i], 0.09 * 5 * Math.sqrt(2.0 / 1000) + 0.01);
    }
  }
}
