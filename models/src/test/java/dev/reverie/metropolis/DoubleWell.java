package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Two wells of unequal depth, E(x) = 2 (x^2 - 1)^2 + x / 2, with its exact distribution by the
 * midpoint rule.
 */
final class DoubleWell {
  static final Energy ENERGY = LinearEnergy.on(1).base(x -> energyAt(x[0])).build();

  private static final int CELLS = 20_000;
  private static final double EDGE = 4;
  private static final double WIDTH = 2 * EDGE / CELLS;
  private static final double[] CUMULATED = cumulated();

  private DoubleWell() {}

  static double energyAt(double x) {
    double square = x * x - 1;
    return 2 * square * square + x / 2;
  }

  static double inRightWell(double x) {
    return x > 0 ? 1 : 0;
  }

  static double expectation(DoubleUnaryOperator f) {
    double sum = 0;
    double total = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      double x = middle(cell);
      double weight = Math.exp(-energyAt(x));
      sum += weight * f.applyAsDouble(x);
      total += weight;
    }
    return sum / total;
  }

  /** The state below which lies a probability of u. */
  static double quantile(double u) {
    int found = Arrays.binarySearch(CUMULATED, u);
    int cell = found >= 0 ? found : -found - 2;
    double part = (u - CUMULATED[cell]) / (CUMULATED[cell + 1] - CUMULATED[cell]);
    return -EDGE + (cell + part) * WIDTH;
  }

  private static double[] cumulated() {
    double[] sums = new double[CELLS + 1];
    for (int cell = 0; cell < CELLS; cell++) {
      sums[cell + 1] = sums[cell] + Math.exp(-energyAt(middle(cell)));
    }
    for (int cell = 0; cell < CELLS; cell++) {
      sums[cell] /= sums[CELLS];
    }
    sums[CELLS] = 1;
    return sums;
  }

  private static double middle(int cell) {
    return -EDGE + (cell + 0.5) * WIDTH;
  }
}
