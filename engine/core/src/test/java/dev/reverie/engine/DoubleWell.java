package dev.reverie.engine;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;

/** Two wells of unequal depth, E(x) = 2 (x^2 - 1)^2 + x / 2. */
final class DoubleWell {
  static final Energy ENERGY = LinearEnergy.on(1).base(x -> energyAt(x[0])).build();

  private static final int CELLS = 20_000;
  private static final double EDGE = 4;

  private DoubleWell() {}

  private static double energyAt(double x) {
    double square = x * x - 1;
    return 2 * square * square + x / 2;
  }

  /** The probability of x > 0, by the midpoint rule. */
  static double probabilityOfRightWell() {
    double right = 0;
    double total = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      double x = -EDGE + (cell + 0.5) * 2 * EDGE / CELLS;
      double weight = Math.exp(-energyAt(x));
      right += x > 0 ? weight : 0;
      total += weight;
    }
    return right / total;
  }
}
