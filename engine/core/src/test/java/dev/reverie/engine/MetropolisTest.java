package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.metropolis.Method;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.metropolis.Transition;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine knows nothing of RBMs: an energy with other chains learns and samples as well. */
final class MetropolisTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  private static final int ROWS = 1000;
  private static final int UPDATES = 600;
  private static final int REPLICAS = 16;
  private static final int PARTICLES = 8000;
  private static final double LARGEST_ERROR = 0.02;
  private static final String[] MOMENTS = {
    "mean 1", "mean 2", "variance 1", "covariance", "variance 2"
  };
  private static final double[] EXACT = maximumLikelihood(Gaussian.rows(ROWS));

  /**
   * The error of one answer, at most 0.02, is the spread of answers from other seeds. The mean of
   * all answers has to lie within 5 of its own, smaller errors. In lock-step the answers are the
   * same every time.
   */
  @Test
  void shouldLearnMeanAndCovarianceOfAGaussianInLockStep() {
    double[][] answers = learn(Mode.LOCKSTEP, REPLICAS);
    for (int moment = 0; moment < MOMENTS.length; moment++) {
      assertNear(EXACT[moment], column(answers, moment), MOMENTS[moment]);
    }
  }

  /**
   * The error of one answer being less than 0.02, these are more than 5 errors: a false alarm in
   * 4e-7 for each number.
   */
  @Test
  void shouldLearnMeanAndCovarianceOfAGaussianAsynchronously() {
    for (double[] answer : learn(Mode.ASYNC, 4)) {
      assertArrayEquals(EXACT, answer, 5 * LARGEST_ERROR);
    }
  }

  /** All at once, on the same threads. */
  private static double[][] learn(Mode mode, int replicas) {
    List<RunningEngine> engines = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      engines.add(ENGINES.start(gaussian(100 + replica).mode(mode)));
    }
    double[][] answers = new double[replicas][];
    for (int replica = 0; replica < replicas; replica++) {
      Outcome outcome = engines.get(replica).outcome();
      assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
      answers[replica] = moments(theta(outcome.parameters().parameters()));
    }
    return answers;
  }

  private static Training gaussian(long seed) {
    MetropolisObjective objective =
        Gaussian.learning(Gaussian.ENERGY, Gaussian.rows(ROWS))
            .rate(new Schedule(0.2, Schedule.Decay.LINEAR, UPDATES)::at)
            .particles(200, 3)
            .stepSize(1, 50)
            .seed(seed)
            .build();
    return Training.of(objective)
        .around(inner -> new HookedObjective(inner, new PositiveDefinite()))
        .updates(UPDATES)
        .chains(3)
        .dataWorkers(2);
  }

  private static final class PositiveDefinite implements Hooks {
    @Override
    public void updated(long update, Parameters next) {
      double[] theta = theta(next);
      if (!Gaussian.isPositiveDefinite(theta)) {
        throw new AssertionError("update " + update + ": theta=" + Arrays.toString(theta));
      }
    }
  }

  private static double[] theta(Parameters parameters) {
    float[] theta = parameters.rows(parameters.layout().block("theta"));
    double[] wide = new double[theta.length];
    for (int k = 0; k < theta.length; k++) {
      wide[k] = theta[k];
    }
    return wide;
  }

  private static double[] moments(double[] theta) {
    double determinant = theta[0] * theta[2] - theta[1] * theta[1];
    double variance1 = theta[2] / determinant;
    double covariance = -theta[1] / determinant;
    double variance2 = theta[0] / determinant;
    double mean1 = variance1 * theta[3] + covariance * theta[4];
    double mean2 = covariance * theta[3] + variance2 * theta[4];
    return new double[] {mean1, mean2, variance1, covariance, variance2};
  }

  private static double[] maximumLikelihood(double[][] rows) {
    double[] first = column(rows, 0);
    double[] second = column(rows, 1);
    return new double[] {
      mean(first),
      mean(second),
      covariance(first, first),
      covariance(first, second),
      covariance(second, second)
    };
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double covariance(double[] a, double[] b) {
    double meanOfA = mean(a);
    double meanOfB = mean(b);
    double sum = 0;
    for (int n = 0; n < a.length; n++) {
      sum += (a[n] - meanOfA) * (b[n] - meanOfB);
    }
    return sum / a.length;
  }

  private static void assertNear(double exact, double[] answers, String what) {
    double spread = Math.sqrt(covariance(answers, answers) * REPLICAS / (REPLICAS - 1.0));
    double error = spread / Math.sqrt(REPLICAS);
    String report = what + ": " + mean(answers) + " +- " + error + ", exact " + exact;
    assertTrue(spread <= LARGEST_ERROR, report);
    assertTrue(Math.abs(mean(answers) - exact) <= 5 * error, report);
  }

  /** A small training with everything in it, whose step size is adapted in 10 updates. */
  private static Training small(Method method, Transition transition) {
    return Training.of(
        Gaussian.learning(Gaussian.ENERGY, Gaussian.rows(47))
            .batch(10)
            .momentum(0.5)
            .particles(23, 3)
            .stepSize(1, 10)
            .method(method)
            .transition(transition)
            .build());
  }

  static Stream<Arguments> means() {
    return Stream.of(Method.values())
        .flatMap(
            method ->
                Stream.of(Transition.values()).map(transition -> Arguments.of(method, transition)));
  }

  @ParameterizedTest
  @MethodSource("means")
  @Tag("bits")
  void shouldEqualASerialLoopByEveryMethodAndTransition(
      Method method, Transition transition, @TempDir Path folder) {
    Training training = small(method, transition).chains(7).dataWorkers(3);
    complete(training.checkpointsIn(folder, 0));
    SerialLoop.train(small(method, transition)).assertSameBits(Trained.in(folder));
  }

  @ParameterizedTest
  @MethodSource("means")
  @Tag("bits")
  void shouldGoOnAdaptingWhenResumedInTheWarmUp(
      Method method, Transition transition, @TempDir Path folder) {
    complete(small(method, transition).updates(4).chains(2).checkpointsIn(folder, 0));
    Checkpoint checkpoint = new CheckpointStore(folder).newest().checkpoint().orElseThrow();
    Training rest = small(method, transition).updates(14).chains(5).dataWorkers(3);
    complete(rest.checkpointsIn(folder, 0).resumeFrom(checkpoint));
    SerialLoop.train(small(method, transition).updates(14)).assertSameBits(Trained.in(folder));
  }

  private static void complete(Training training) {
    Outcome outcome = ENGINES.start(training).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
  }

  /** Particles are independent, so 5 binomial standard errors have a false alarm rate of 6e-7. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldSampleTwoWellsInTheRightProportions(Mode mode, @TempDir Path folder) {
    Training training =
        Training.of(
                MetropolisObjective.of(DoubleWell.ENERGY)
                    .particles(PARTICLES, 5)
                    .stepSize(0.1, 25)
                    .seed(20)
                    .build())
            .mode(mode)
            .updates(100)
            .chains(5)
            .checkpointsIn(folder, 0);
    assertEquals(Outcome.Status.COMPLETED, ENGINES.start(training).outcome().status());
    ByteBuffer states =
        ByteBuffer.wrap(Trained.in(folder).particles().get("negative"))
            .order(ByteOrder.LITTLE_ENDIAN);
    int right = 0;
    for (int particle = 0; particle < PARTICLES; particle++) {
      states.getLong();
      right += states.getDouble() > 0 ? 1 : 0;
    }
    double exact = DoubleWell.probabilityOfRightWell();
    double error = Math.sqrt(exact * (1 - exact) / PARTICLES);
    assertTrue(error < 0.006, "error " + error);
    assertEquals(exact, (double) right / PARTICLES, 5 * error);
  }
}
