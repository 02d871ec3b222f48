package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import java.util.Arrays;

/** Sweeps of Gibbs sampling over an energy of letters, as they move whole distributions. */
final class ExactSweeps {
  private final Energy energy;
  private final double[] theta;
  private final double[][] states;

  ExactSweeps(Energy energy, double[] theta) {
    this.energy = energy;
    this.theta = theta;
    this.states = Cells.of(energy, theta).states();
  }

  double[] uniform() {
    double[] uniform = new double[states.length];
    Arrays.fill(uniform, 1.0 / states.length);
    return uniform;
  }

  double[] distribution(double[][] rows) {
    double[] shares = new double[states.length];
    for (double[] row : rows) {
      for (int n = 0; n < states.length; n++) {
        shares[n] += Arrays.equals(states[n], row) ? 1.0 / rows.length : 0;
      }
    }
    return shares;
  }

  double[] after(int sweeps, double[] from) {
    double[] distribution = from;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int i = 0; i < energy.dimensions(); i++) {
        distribution = redrawn(i, distribution);
      }
    }
    return distribution;
  }

  /** States that agree in all other coordinates share what they have by their weights. */
  private double[] redrawn(int coordinate, double[] distribution) {
    double[] next = new double[states.length];
    for (int n = 0; n < states.length; n++) {
      double mass = 0;
      double weights = 0;
      for (int m = 0; m < states.length; m++) {
        if (Arrays.mismatch(with(states[m], coordinate, states[n][coordinate]), states[n]) < 0) {
          mass += distribution[m];
          weights += Math.exp(-energy.at(states[m], theta));
        }
      }
      next[n] = mass * Math.exp(-energy.at(states[n], theta)) / weights;
    }
    return next;
  }

  private static double[] with(double[] state, int coordinate, double value) {
    double[] other = state.clone();
    other[coordinate] = value;
    return other;
  }

  /** The expectation of -dE/dtheta. */
  double[] moments(double[] distribution) {
    double[] sums = new double[theta.length];
    double[] gradient = new double[theta.length];
    for (int n = 0; n < states.length; n++) {
      energy.gradient(states[n], theta, gradient);
      for (int k = 0; k < sums.length; k++) {
        sums[k] -= distribution[n] * gradient[k];
      }
    }
    return sums;
  }
}
