package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import org.junit.jupiter.api.Test;

class LangevinTest {
  private static final long SEED = 3;

  /** E = x^4, of which a plain Langevin step from 30 leads to -54000 or so. */
  @Test
  void shouldComeInFromFarOutWhereTheEnergyIsSteep() {
    Energy steep = LinearEnergy.on(1).base(x -> x[0] * x[0] * x[0] * x[0]).build();
    Kernel kernel = Transition.LANGEVIN.kernel(new CheckedEnergy(steep, "negative"), 1, SEED);
    for (int particle = 0; particle < 100; particle++) {
      double[] x = {30};
      for (int step = 0; step < 200; step++) {
        kernel.move(x, new double[0], 1, particle, step);
      }
      assertTrue(Math.abs(x[0]) < 3, "particle " + particle + " at " + x[0]);
    }
  }

  @Test
  void shouldDriftAgainstTheGradientAsFarAsBetaSays() {
    Energy slope =
        LinearEnergy.on(2)
            .stateGradient(
                (x, theta, gradient) -> {
                  gradient[0] = 3;
                  gradient[1] = -4;
                })
            .build();
    double[] proposed = new double[2];
    propose(slope, 0.5, 0.2, proposed);
    assertEquals(-0.5 * 0.02 * 3, proposed[0], 1e-12);
    assertEquals(0.5 * 0.02 * 4, proposed[1], 1e-12);
    propose(slope, 0.5, 10, proposed);
    assertEquals(-0.6 * 20 * Math.sqrt(2), proposed[0], 1e-12);
    assertEquals(0.8 * 20 * Math.sqrt(2), proposed[1], 1e-12);
  }

  /** Where a step from 0 leads, without its noise. */
  private static void propose(Energy energy, double beta, double size, double[] proposed) {
    Langevin langevin = new Langevin(new CheckedEnergy(energy, "negative"), beta, SEED);
    langevin.propose(new double[2], new double[0], size, 7, 9, proposed);
    RandomStream noise = new RandomStream(SEED, Purpose.PROPOSAL);
    for (int i = 0; i < 2; i++) {
      proposed[i] -= size * noise.gaussian(7, 9, i);
    }
  }
}
