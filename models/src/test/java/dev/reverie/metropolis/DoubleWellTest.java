package dev.reverie.metropolis;

import dev.reverie.phase.Tile;
import org.junit.jupiter.api.Test;

class DoubleWellTest {
  private static final int PARTICLES = 2000;
  private static final int WARM_UP = 50;
  private static final int RECORDED = 40;

  /**
   * Particles are independent, so their averages over time give the error: 1999 degrees of freedom,
   * 1e-6 false alarms.
   */
  @Test
  void shouldSampleWellsOfUnequalDepthInTheRightProportions() {
    SerialLoop loop =
        new SerialLoop(
            MetropolisObjective.of(DoubleWell.ENERGY)
                .particles(PARTICLES, 5)
                .stepSize(0.1, WARM_UP / 2)
                .seed(20)
                .build(),
            1);
    for (int update = 0; update < WARM_UP; update++) {
      loop.update();
    }
    double[] right = new double[PARTICLES];
    double[] mean = new double[PARTICLES];
    for (int update = 0; update < RECORDED; update++) {
      loop.update();
      Tile tile = loop.tiles().get(0);
      for (int particle = 0; particle < PARTICLES; particle++) {
        double x = tile.observe(particle);
        right[particle] += DoubleWell.inRightWell(x) / RECORDED;
        mean[particle] += x / RECORDED;
      }
    }
    Estimate.of(right).assertNear(DoubleWell.expectation(DoubleWell::inRightWell), 0.005, "right");
    Estimate.of(mean).assertNear(DoubleWell.expectation(x -> x), 0.01, "mean");
  }
}
