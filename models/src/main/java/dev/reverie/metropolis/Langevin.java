package dev.reverie.metropolis;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * One step of Euler's scheme for the Langevin diffusion (Roberts and Tweedie 1996, section 1.4.1):
 *
 * <pre>
 *  y = x - beta size^2 / 2 dE/dx(x) + size * noise,   noise from N(0, 1) in every coordinate
 * </pre>
 */
final class Langevin implements Proposal {
  private final CheckedEnergy energy;
  private final double beta;
  private final RandomStream random;
  private final double[] gradient;
  private double squaredNoise;

  Langevin(CheckedEnergy energy, double beta, long seed) {
    this.energy = energy;
    this.beta = beta;
    this.random = new RandomStream(seed, Purpose.PROPOSAL);
    this.gradient = new double[energy.energy().dimensions()];
  }

  @Override
  public void propose(
      double[] x, double[] theta, double size, int particle, long step, double[] proposed) {
    energy.stateGradient(x, theta, particle, gradient);
    squaredNoise = 0;
    for (int i = 0; i < x.length; i++) {
      double noise = random.gaussian(particle, step, i);
      proposed[i] = x[i] + size * (noise - beta * size / 2 * gradient[i]);
      squaredNoise += noise * noise;
    }
  }

  /** From the noise that has led here and the noise that would lead back. */
  @Override
  public double logRatio(double[] x, double[] proposed, double[] theta, double size, int particle) {
    energy.stateGradient(proposed, theta, particle, gradient);
    double squaredReturn = 0;
    for (int i = 0; i < x.length; i++) {
      double noise = (x[i] - proposed[i]) / size + beta * size / 2 * gradient[i];
      squaredReturn += noise * noise;
    }
    return (squaredNoise - squaredReturn) / 2;
  }
}
