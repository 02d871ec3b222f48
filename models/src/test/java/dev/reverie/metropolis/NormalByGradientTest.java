package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.energy.Energy;
import dev.reverie.optimise.Schedule;
import org.junit.jupiter.api.Test;

class NormalByGradientTest {
  private static final Energy ENERGY = new NormalByGradient();
  private static final int REPLICAS = 16;
  private static final int UPDATES = 400;

  @Test
  void shouldHaveTheGradientOfItsEnergy() {
    double step = 1e-6;
    double[] x = {1.7};
    double[] theta = {0.3, -0.4};
    double[] gradient = new double[2];
    ENERGY.gradient(x, theta, gradient);
    for (int k = 0; k < 2; k++) {
      double[] above = theta.clone();
      double[] below = theta.clone();
      above[k] += step;
      below[k] -= step;
      double difference = (ENERGY.at(x, above) - ENERGY.at(x, below)) / (2 * step);
      assertEquals(difference, gradient[k], 1e-7);
    }
  }

  /**
   * Learned with momentum. The maximum of the likelihood has the data's mean, 2, and their
   * variance, 1/4.
   */
  @Test
  void shouldLearnByItsGradient() {
    double[] mean = new double[REPLICAS];
    double[] logPrecision = new double[REPLICAS];
    for (int replica = 0; replica < REPLICAS; replica++) {
      MetropolisObjective objective =
          MetropolisObjective.of(ENERGY)
              .data(new double[][] {{1.5}, {2.5}, {2.5}, {1.5}})
              .rate(new Schedule(0.02, Schedule.Decay.LINEAR, UPDATES)::at)
              .momentum(0.5)
              .particles(100, 4)
              .stepSize(1, 50)
              .seed(replica)
              .build();
      SerialLoop loop = new SerialLoop(objective, 1);
      for (int update = 0; update < UPDATES; update++) {
        loop.update();
      }
      double[] theta = objective.theta().read(loop.parameters());
      logPrecision[replica] = theta[0];
      mean[replica] = theta[1];
    }
    Estimate.of(mean).assertNear(2, 0.01, "mean");
    Estimate.of(logPrecision).assertNear(Math.log(2), 0.01, "log precision");
  }
}
