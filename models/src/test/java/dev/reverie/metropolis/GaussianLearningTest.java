package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.optimise.Schedule;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import org.junit.jupiter.api.Test;

class GaussianLearningTest {
  private static final int ROWS = 4000;
  private static final int UPDATES = 600;
  private static final int REPLICAS = 16;
  private static final String[] MOMENTS = {
    "mean 1", "mean 2", "variance 1", "covariance", "variance 2"
  };

  /** E = x'Px / 2 - b'x with theta = (P11, P12, P22, b1, b2). */
  static final Energy GAUSSIAN =
      LinearEnergy.on(2)
          .term("P11", x -> 0.5 * x[0] * x[0])
          .term("P12", x -> x[0] * x[1])
          .term("P22", x -> 0.5 * x[1] * x[1])
          .term("b1", x -> -x[0])
          .term("b2", x -> -x[1])
          .domain(GaussianLearningTest::isPositiveDefinite)
          .build();

  private static boolean isPositiveDefinite(double[] theta) {
    return theta[0] > 0 && theta[0] * theta[2] > theta[1] * theta[1];
  }

  /**
   * The error of one answer, at most 0.02, is the spread of answers from other seeds. The mean of
   * all answers has to lie within 5 of its own, smaller errors. The seeds are fixed; of other sets
   * of 16, one in 1200 would fail by chance.
   */
  @Test
  void shouldLearnMeanAndCovarianceOfAGaussian() {
    double[][] rows = rows();
    double[] exact = maximumLikelihood(rows);
    double[][] answers = new double[MOMENTS.length][REPLICAS];
    for (int replica = 0; replica < REPLICAS; replica++) {
      double[] moments = learn(rows, 100 + replica);
      for (int moment = 0; moment < MOMENTS.length; moment++) {
        answers[moment][replica] = moments[moment];
      }
    }
    for (int moment = 0; moment < MOMENTS.length; moment++) {
      Estimate.of(answers[moment])
          .assertNear(exact[moment], 0.02 / Math.sqrt(REPLICAS), MOMENTS[moment]);
    }
  }

  private static double[] learn(double[][] rows, long seed) {
    MetropolisObjective objective =
        MetropolisObjective.of(GAUSSIAN)
            .parameters(1, 0, 1, 0, 0)
            .data(rows)
            .rate(new Schedule(0.2, Schedule.Decay.LINEAR, UPDATES)::at)
            .particles(200, 3)
            .stepSize(1, 50)
            .seed(seed)
            .build();
    SerialLoop loop = new SerialLoop(objective, 1);
    double[] theta = null;
    for (int update = 0; update < UPDATES; update++) {
      loop.update();
      theta = objective.theta().read(loop.parameters());
      assertTrue(isPositiveDefinite(theta), "update " + update);
    }
    return moments(theta);
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

  private static double[][] rows() {
    RandomStream random = new RandomStream(9, Purpose.GENERATED_DATA);
    double[][] rows = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      double first = random.gaussian(row, 0, 0);
      double second = random.gaussian(row, 0, 1);
      rows[row] = new double[] {0.5 + first, -0.3 + 0.4 * first + 0.8 * second};
    }
    return rows;
  }

  private static double[] maximumLikelihood(double[][] rows) {
    double[] moments = new double[MOMENTS.length];
    for (double[] row : rows) {
      moments[0] += row[0] / ROWS;
      moments[1] += row[1] / ROWS;
    }
    for (double[] row : rows) {
      double first = row[0] - moments[0];
      double second = row[1] - moments[1];
      moments[2] += first * first / ROWS;
      moments[3] += first * second / ROWS;
      moments[4] += second * second / ROWS;
    }
    return moments;
  }
}
