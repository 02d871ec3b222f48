package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.metropolis.Examples.Example;
import dev.reverie.optimise.Schedule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training against ascent along the exact gradient of all rows, with as many steps of the same size
 * from the same start: the mean log-likelihood of 5 seeds within 0.01 nat. It is 0.0004 nat lower
 * by persistent chains, 0.0005 by a burn-in of 5 sweeps, 0.0003 by CD-1 on spins and 0.0014 by CD-3
 * in two wells; over seeds, each spreads by 0.0004 at most.
 */
class EnergyLearningTest {
  private static final int ROWS = 200;
  private static final int UPDATES = 200;
  private static final int SEEDS = 5;
  private static final double GAP = 0.01;

  /** What there has to be to be learned, in nats. */
  private static final double GAIN = 0.1;

  private record Trial(
      Example example,
      Transition transition,
      Method method,
      int steps,
      double rate,
      double... start) {
    Schedule schedule() {
      return new Schedule(rate, Schedule.Decay.LINEAR, UPDATES);
    }

    @Override
    public String toString() {
      return example + " by " + method + "-" + steps + ", " + transition;
    }
  }

  static Stream<Trial> trials() {
    double[] blank = new double[Examples.SPIN_GLASS.theta().length];
    return Stream.of(
        new Trial(Examples.SPIN_GLASS, Transition.GIBBS, Method.PCD, 1, 0.2, blank),
        new Trial(Examples.SPIN_GLASS, Transition.GIBBS, Method.CD, 1, 0.2, blank),
        new Trial(Examples.SPIN_GLASS, Transition.GIBBS, Method.ML, 5, 0.2, blank),
        new Trial(Examples.MIXED, Transition.GIBBS, Method.PCD, 1, 0.1, 0, 0, 0),
        new Trial(Examples.WELLS, Transition.LANGEVIN, Method.PCD, 2, 0.1, 0.3, 0.7, 0),
        new Trial(Examples.WELLS, Transition.RANDOM_WALK, Method.CD, 3, 0.1, 0.3, 0.7, 0));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldComeNearExactAscent(Trial trial) {
    double[][] rows = trial.example.cells(1).draw(ROWS, 5);
    double start = likelihood(trial, rows, trial.start);
    double exact = likelihood(trial, rows, exactAscent(trial, rows));
    double learned = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      learned += likelihood(trial, rows, learned(trial, rows, seed)) / SEEDS;
    }
    String figures = trial + ": " + learned + ", exact ascent " + exact + ", start " + start;
    assertTrue(exact - start > GAIN, figures);
    assertTrue(Math.abs(learned - exact) < GAP, figures);
  }

  private static double[] learned(Trial trial, double[][] rows, long seed) {
    MetropolisBuilder builder =
        MetropolisObjective.of(trial.example.energy())
            .parameters(trial.start)
            .data(rows)
            .rate(trial.schedule()::at)
            .method(trial.method)
            .transition(trial.transition)
            .particles(ROWS, trial.steps)
            .seed(seed);
    if (trial.example.stepSize() > 0) {
      builder.stepSize(trial.example.stepSize(), 50);
    }
    MetropolisObjective objective = builder.build();
    SerialLoop loop = new SerialLoop(objective, 1);
    for (int update = 0; update < UPDATES; update++) {
      loop.update();
    }
    return objective.theta().read(loop.parameters());
  }

  private static double[] exactAscent(Trial trial, double[][] rows) {
    double[] theta = trial.start.clone();
    for (int update = 0; update < UPDATES; update++) {
      double rate = trial.schedule().at(update);
      double[] positive = Expectation.ofData(trial.example.energy(), theta, rows);
      double[] negative = cells(trial, theta).moments(theta);
      Arrays.setAll(theta, k -> theta[k] + rate * (positive[k] - negative[k]));
    }
    return theta;
  }

  private static double likelihood(Trial trial, double[][] rows, double[] theta) {
    double energies = 0;
    for (double[] row : rows) {
      energies += trial.example.energy().at(row, theta) / rows.length;
    }
    return -energies - cells(trial, theta).logPartition();
  }

  private static Cells cells(Trial trial, double[] theta) {
    Example example = trial.example;
    return new Cells(example.energy(), theta, 1, example.edge(), 200);
  }
}
