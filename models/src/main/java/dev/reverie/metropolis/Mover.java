package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.Parameters;

/** Moves particles under one set of parameters and sums their statistics. Has one owner. */
final class Mover {
  private final Energy energy;
  private final Theta theta;
  private final StepSize stepSize;
  private final Kernel kernel;
  private final double[] at;
  private final double[] gradient;
  private double size;

  Mover(Energy energy, Theta theta, StepSize stepSize, Kernel kernel) {
    this.energy = energy;
    this.theta = theta;
    this.stepSize = stepSize;
    this.kernel = kernel;
    this.at = new double[theta.length()];
    this.gradient = new double[theta.length()];
  }

  /** The parameters that count from now on. */
  void read(Parameters parameters) {
    theta.read(parameters, at);
    size = stepSize.read(parameters);
  }

  /**
   * Moves one particle once.
   *
   * @param into where -dE/dtheta of its new state and, last, the probability of acceptance are
   *     added; null when they are not due
   */
  void move(double[] x, int particle, long step, ExactSums into) {
    double acceptance = kernel.move(x, at, size, particle, step);
    if (into == null) {
      return;
    }
    energy.gradient(x, at, gradient);
    for (int k = 0; k < gradient.length; k++) {
      into.add(k, -gradient[k]);
    }
    into.add(gradient.length, acceptance);
  }
}
