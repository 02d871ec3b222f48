package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import org.junit.jupiter.api.Test;

/** All that a user writes for an energy of their own. */
class ShortestEnergyTest {
  @Test
  void shouldLearnTheRateOfWaitingTimes() {
    Energy waiting =
        LinearEnergy.on(1)
            .base(x -> x[0] < 0 ? Double.POSITIVE_INFINITY : 0)
            .term("rate", x -> x[0])
            .domain(theta -> theta[0] > 0)
            .build();
    double[][] times = {{0.1}, {0.2}, {0.4}, {0.5}, {1.3}};
    MetropolisObjective objective =
        MetropolisObjective.of(waiting)
            .parameters(1)
            .data(times)
            .rate(update -> 8.0 / (20 + update))
            .particles(200, 10)
            .stepSize(1, 50)
            .build();

    SerialLoop loop = new SerialLoop(objective, 1);
    for (int update = 0; update < 300; update++) {
      loop.update();
    }

    // The rate of greatest likelihood is 1 / mean; over seeds the answers spread by 0.0105.
    assertEquals(2, objective.theta().read(loop.parameters())[0], 0.05);
  }
}
