package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.parameter.DivergedException;

/**
 * An energy whose numbers are raised as diverged when they are none, before anything is compared
 * with them.
 *
 * @param phase where they are reported to come from
 */
record CheckedEnergy(Energy energy, String phase) {

  /** The energy of a state where a particle may stand or not. */
  double at(double[] x, double[] theta, int particle) {
    double value = energy.at(x, theta);
    if (Double.isNaN(value) || value == Double.NEGATIVE_INFINITY) {
      throw diverged("energy", particle, value);
    }
    return value;
  }

  /** The energy where a particle stands, which is finite. */
  double where(double[] x, double[] theta, int particle) {
    double value = at(x, theta, particle);
    if (value == Double.POSITIVE_INFINITY) {
      throw diverged("energy", particle, value);
    }
    return value;
  }

  void stateGradient(double[] x, double[] theta, int particle, double[] gradient) {
    energy.stateGradient(x, theta, gradient);
    for (int i = 0; i < gradient.length; i++) {
      if (!Double.isFinite(gradient[i])) {
        throw diverged("gradient by coordinate " + i, particle, gradient[i]);
      }
    }
  }

  DivergedException diverged(String what, int particle, double value) {
    return new DivergedException(what + " of particle " + particle + "=" + value, phase);
  }
}
