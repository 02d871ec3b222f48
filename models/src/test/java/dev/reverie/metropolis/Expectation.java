package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.metropolis.Examples.Example;

/**
 * Expectations of -dE/dtheta, over data and, by quadrature, over where one step leads from them.
 */
final class Expectation {
  private static final int CELLS = 4000;

  private Expectation() {}

  static double[] ofData(Energy energy, double[] theta, double[][] rows) {
    double[] sums = new double[theta.length];
    for (double[] row : rows) {
      add(energy, theta, row, 1.0 / rows.length, sums);
    }
    return sums;
  }

  static double[] ofData(Example example, double[][] rows) {
    return ofData(example.energy(), example.theta(), rows);
  }

  private static void add(Energy energy, double[] theta, double[] x, double weight, double[] sums) {
    double[] gradient = new double[sums.length];
    energy.gradient(x, theta, gradient);
    for (int k = 0; k < sums.length; k++) {
      sums[k] -= weight * gradient[k];
    }
  }

  /** In one dimension: what is not accepted stays. */
  static double[] afterOneStep(Example example, Transition transition, double[][] rows) {
    double[] sums = new double[example.theta().length];
    double width = 2 * example.edge() / CELLS;
    for (double[] row : rows) {
      double accepted = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        double y = (cell + 0.5) * width - example.edge();
        double density = moved(example, transition, row[0], y);
        add(
            example.energy(),
            example.theta(),
            new double[] {y},
            width * density / rows.length,
            sums);
        accepted += width * density;
      }
      add(example.energy(), example.theta(), row, (1 - accepted) / rows.length, sums);
    }
    return sums;
  }

  /** Density of proposing y from x and accepting it: min(q(y | x), q(x | y) p(y) / p(x)). */
  private static double moved(Example example, Transition transition, double x, double y) {
    double forth = proposed(example, transition, x, y);
    double back = proposed(example, transition, y, x);
    return Math.min(forth, back * Math.exp(energy(example, x) - energy(example, y)));
  }

  private static double proposed(Example example, Transition transition, double from, double to) {
    double size = example.stepSize();
    double h = 1e-4;
    double slope = (energy(example, from + h) - energy(example, from - h)) / (2 * h);
    double drift = Math.max(-2, Math.min(2, -size / 2 * slope));
    double mean = transition == Transition.LANGEVIN ? from + size * drift : from;
    double distance = (to - mean) / size;
    return Math.exp(-distance * distance / 2) / (size * Math.sqrt(2 * Math.PI));
  }

  private static double energy(Example example, double x) {
    return example.energy().at(new double[] {x}, example.theta());
  }
}
