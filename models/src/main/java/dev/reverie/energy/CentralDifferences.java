package dev.reverie.energy;

/**
 * Gradients of an energy from its values on both sides: (E(t + h) - E(t - h)) / 2h, with h = 2^-17
 * max(1, |t|), near the cube root of the rounding error, where this and the error of order h^2 are
 * about equal (Press et al., Numerical Recipes, 5.7).
 */
final class CentralDifferences {
  private static final double STEP = 0x1p-17;

  private CentralDifferences() {}

  static void byParameters(Energy energy, double[] x, double[] theta, double[] gradient) {
    double[] moved = theta.clone();
    for (int k = 0; k < gradient.length; k++) {
      double above = theta[k] + step(theta[k]);
      double below = theta[k] - step(theta[k]);
      moved[k] = above;
      double energyAbove = energy.at(x, moved);
      moved[k] = below;
      double energyBelow = energy.at(x, moved);
      moved[k] = theta[k];
      gradient[k] = (energyAbove - energyBelow) / (above - below);
    }
  }

  /** A side that is behind a wall is left out; between two walls the gradient is 0. */
  static void byState(Energy energy, double[] x, double[] theta, double[] gradient) {
    double[] moved = x.clone();
    double here = energy.at(x, theta);
    for (int i = 0; i < gradient.length; i++) {
      double above = x[i] + step(x[i]);
      double below = x[i] - step(x[i]);
      moved[i] = above;
      double energyAbove = energy.at(moved, theta);
      moved[i] = below;
      double energyBelow = energy.at(moved, theta);
      moved[i] = x[i];
      if (energyAbove == Double.POSITIVE_INFINITY) {
        above = x[i];
        energyAbove = here;
      }
      if (energyBelow == Double.POSITIVE_INFINITY) {
        below = x[i];
        energyBelow = here;
      }
      gradient[i] = above == below ? 0 : (energyAbove - energyBelow) / (above - below);
    }
  }

  private static double step(double at) {
    return STEP * Math.max(1, Math.abs(at));
  }
}
