package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.metropolis.Examples.Example;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean of updates at fixed parameters is the one that is expected of the rule, within 5
 * standard errors of at most 1 % of its norm; a bias of 5 % in the negative phase is caught.
 *
 * <p>The errors are the roots of the covariance's trace, which a mean exceeds five times less often
 * than a normal number does in one dimension: in 6e-7 of all seeds.
 */
class ExpectedUpdateTest {
  /** So many that 1 / 1.05 of them is a whole number too. */
  private static final int PARTICLES = 630;

  private static final int MOST_UPDATES = 2000;
  private static final int ROWS = 7;

  private record Trial(Example example, Transition transition) {
    MetropolisBuilder learning(Method method, int steps, double[][] rows) {
      return MetropolisObjective.of(example.energy())
          .parameters(example.theta())
          .data(rows)
          .rate(update -> 1)
          .method(method)
          .transition(transition)
          .particles(PARTICLES, steps);
    }

    /** States of another distribution, so that there is something to learn. */
    double[][] rows() {
      return example.cells(0.3).draw(ROWS, 77);
    }
  }

  static Stream<Trial> trials() {
    return Examples.all().stream()
        .flatMap(
            example ->
                example.transitions().stream().map(transition -> new Trial(example, transition)));
  }

  /** Particles that are distributed as p give the gradient of the exact log-likelihood. */
  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheGradientOfTheExactLikelihood(Trial trial) {
    double[] theta = trial.example.theta();
    Cells cells = trial.example.cells(1);
    double[][] rows = trial.rows();
    assertMean(
        Expectation.ofData(trial.example, rows),
        cells.moments(theta),
        seed -> {
          MetropolisBuilder builder = trial.learning(Method.PCD, 1, rows).seed(seed);
          return new Updates(objective(trial, builder), cells.draw(PARTICLES, seed));
        });
  }

  /** CD-1 in one dimension, by quadrature over where a step leads from each row. */
  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"RANDOM_WALK", "LANGEVIN"})
  void shouldFollowTheExpectationOfOneStepFromTheData(Transition transition) {
    Trial trial = new Trial(Examples.WELLS, transition);
    double[][] rows = many(trial.rows());
    assertMean(
        Expectation.ofData(trial.example, rows),
        Expectation.afterOneStep(trial.example, transition, trial.rows()),
        seed -> new Updates(objective(trial, trial.learning(Method.CD, 1, rows).seed(seed)), rows));
  }

  /** CD-2, by the matrix of a sweep. */
  @Test
  void shouldFollowTheExpectationOfTwoSweepsFromTheData() {
    Trial trial = new Trial(Examples.SPIN_GLASS, Transition.GIBBS);
    double[][] rows = many(trial.rows());
    ExactSweeps sweeps = new ExactSweeps(trial.example.energy(), trial.example.theta());
    assertMean(
        Expectation.ofData(trial.example, rows),
        sweeps.moments(sweeps.after(2, sweeps.distribution(rows))),
        seed -> new Updates(objective(trial, trial.learning(Method.CD, 2, rows).seed(seed)), rows));
  }

  /** A burn-in of one sweep, which is far from enough, by the matrix of a sweep. */
  @Test
  void shouldFollowTheExpectationOfASweepFromTheStart() {
    Trial trial = new Trial(Examples.SPIN_GLASS, Transition.GIBBS);
    double[][] rows = trial.rows();
    ExactSweeps sweeps = new ExactSweeps(trial.example.energy(), trial.example.theta());
    assertMean(
        Expectation.ofData(trial.example, rows),
        sweeps.moments(sweeps.after(1, sweeps.uniform())),
        seed -> new Updates(objective(trial, trial.learning(Method.ML, 1, rows).seed(seed)), rows));
  }

  /** As many rows as particles, so that CD has as many. */
  private static double[][] many(double[][] rows) {
    double[][] many = new double[PARTICLES][];
    Arrays.setAll(many, n -> rows[n % rows.length]);
    return many;
  }

  /** All-letter energies have no step size. */
  private static MetropolisObjective objective(Trial trial, MetropolisBuilder builder) {
    return trial.example.stepSize() == 0
        ? builder.build()
        : builder.stepSize(trial.example.stepSize()).build();
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = one.clone();
    Arrays.setAll(difference, k -> one[k] - other[k]);
    return difference;
  }

  /** What makes the updates of one seed. */
  private interface Seeded {
    Updates of(long seed);
  }

  /** Enough updates for both the error and the power to be as they should. */
  private static void assertMean(double[] positive, double[] negative, Seeded seeded) {
    double[] expected = difference(positive, negative);
    VectorMean mean = new VectorMean(expected.length);
    VectorMean biased = new VectorMean(expected.length);
    double norm = VectorMean.norm(expected);
    double enough = Math.min(0.0095 * norm, 0.05 * VectorMean.norm(negative) / 8);
    for (int seed = 1; seed <= MOST_UPDATES; seed++) {
      Updates updates = seeded.of(seed);
      mean.add(updates.update(PARTICLES));
      biased.add(updates.update(PARTICLES * 20 / 21));
      if (seed > 50 && mean.standardError() < enough) {
        break;
      }
    }
    double share = mean.standardError() / norm;
    assertTrue(share <= 0.01, () -> "standard error is " + share + " of the update");
    double off = mean.deviates(expected);
    assertTrue(off <= 5, () -> off + " standard errors from what is expected");
    double planted = biased.deviates(expected);
    assertTrue(planted > 5, () -> "a bias of 5 % is only " + planted + " standard errors");
  }

  /** One update from given states of persistent particles, with the statistics of all phases. */
  private static final class Updates {
    private final MetropolisObjective objective;
    private final Parameters parameters;
    private final Sums positive;
    private final Sums negative;

    Updates(MetropolisObjective objective, double[][] states) {
      this.objective = objective;
      this.parameters = new Parameters(objective.layout());
      objective.initialise(parameters);
      this.positive = sums(objective.phases().get(0), states);
      this.negative = sums(objective.phases().get(1), states);
    }

    private Sums sums(Phase phase, double[][] states) {
      Snapshot snapshot = new Snapshot(new Version(0, 0), parameters);
      Sums sums = phase.newSums();
      if (phase instanceof BatchPhase batch) {
        batch.contribute(snapshot, 0, 0, batch.items(0), sums);
      } else if (phase instanceof PersistentPhase persistent) {
        Tile tile = persistent.allocate(0, states.length);
        ByteBuffer state = ByteBuffer.allocate(persistent.particleBytes());
        for (int place = 0; place < states.length; place++) {
          state.clear().putLong(0);
          Arrays.stream(states[place]).forEach(state::putDouble);
          tile.read(place, state.flip());
        }
        tile.step(snapshot, 0, states.length, sums);
      }
      return sums;
    }

    /** With the sums of the negative phase taken for those of so many particles. */
    double[] update(int particles) {
      List<Phase> phases = objective.phases();
      int rows = ((BatchPhase) phases.get(0)).items(0);
      Parameters next = new Parameters(objective.layout());
      objective
          .rule()
          .apply(
              0,
              parameters,
              new Parameters(objective.rule().stateLayout()),
              List.of(
                  new PhaseStatistics(phases.get(0), List.of(positive), rows),
                  new PhaseStatistics(phases.get(1), List.of(negative), particles)),
              next);
      return difference(objective.theta().read(next), objective.theta().read(parameters));
    }
  }
}
