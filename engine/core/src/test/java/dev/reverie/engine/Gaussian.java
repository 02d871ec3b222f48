package dev.reverie.engine;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.metropolis.MetropolisBuilder;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * The normal distribution in two dimensions, E = x'Px / 2 - b'x with theta = (P11, P12, P22, b1,
 * b2).
 */
final class Gaussian {
  static final Energy ENERGY =
      LinearEnergy.on(2)
          .term("P11", x -> 0.5 * x[0] * x[0])
          .term("P12", x -> x[0] * x[1])
          .term("P22", x -> 0.5 * x[1] * x[1])
          .term("b1", x -> -x[0])
          .term("b2", x -> -x[1])
          .domain(Gaussian::isPositiveDefinite)
          .build();

  private Gaussian() {}

  static boolean isPositiveDefinite(double[] theta) {
    return theta[0] > 0 && theta[0] * theta[2] > theta[1] * theta[1];
  }

  /** Learns an energy, which has to be {@link #ENERGY} or something like it. */
  static MetropolisBuilder learning(Energy energy, double[][] rows) {
    return MetropolisObjective.of(energy).parameters(1, 0, 1, 0, 0).data(rows);
  }

  /** A small training with everything in it: batches, momentum, adaptation. */
  static Training training(long seed) {
    return Training.of(
        learning(ENERGY, rows(47))
            .batch(10)
            .momentum(0.5)
            .particles(23, 3)
            .stepSize(1, 10)
            .seed(seed)
            .build());
  }

  static double[][] rows(int count) {
    RandomStream random = new RandomStream(9, Purpose.GENERATED_DATA);
    double[][] rows = new double[count][];
    for (int row = 0; row < count; row++) {
      double first = random.gaussian(row, 0, 0);
      double second = random.gaussian(row, 0, 1);
      rows[row] = new double[] {0.5 + first, -0.3 + 0.4 * first + 0.8 * second};
    }
    return rows;
  }
}
