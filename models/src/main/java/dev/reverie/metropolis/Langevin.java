package dev.reverie.metropolis;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * One step of Euler's scheme for the Langevin diffusion, whose drift has a limit (MALA and MALTA of
 * Roberts and Tweedie 1996):
 *
 * <pre>
 *  y = x + size * (noise + drift(x)),   noise from N(0, 1) in every coordinate
 *  drift(x) = -beta size / 2 dE/dx(x),  shortened to a length of 2 sqrt(n) when it is longer
 * </pre>
 *
 * The noise has a length of about sqrt(n). Without the limit, a particle far out, where the energy
 * is steep, would leap over everything and be refused for ever.
 */
final class Langevin implements Proposal {
  /** The longest drift of one coordinate, in standard deviations of the noise. */
  static final double LONGEST = 2;

  private final CheckedEnergy energy;
  private final double beta;
  private final RandomStream random;
  private final double[] drift;
  private double squaredNoise;

  Langevin(CheckedEnergy energy, double beta, long seed) {
    this.energy = energy;
    this.beta = beta;
    this.random = new RandomStream(seed, Purpose.PROPOSAL);
    this.drift = new double[energy.energy().dimensions()];
  }

  @Override
  public void propose(
      double[] x, double[] theta, double size, int particle, long step, double[] proposed) {
    drift(x, theta, size, particle);
    squaredNoise = 0;
    for (int i = 0; i < x.length; i++) {
      double noise = random.gaussian(particle, step, i);
      proposed[i] = x[i] + size * (noise + drift[i]);
      squaredNoise += noise * noise;
    }
  }

  /** From the noise that has led here and the noise that would lead back. */
  @Override
  public double logRatio(double[] x, double[] proposed, double[] theta, double size, int particle) {
    drift(proposed, theta, size, particle);
    double squaredReturn = 0;
    for (int i = 0; i < x.length; i++) {
      double noise = (x[i] - proposed[i]) / size - drift[i];
      squaredReturn += noise * noise;
    }
    return (squaredNoise - squaredReturn) / 2;
  }

  private void drift(double[] x, double[] theta, double size, int particle) {
    energy.stateGradient(x, theta, particle, drift);
    double squares = 0;
    for (int i = 0; i < drift.length; i++) {
      drift[i] *= -beta * size / 2;
      squares += drift[i] * drift[i];
    }
    double limit = LONGEST * StrictMath.sqrt(drift.length);
    double length = StrictMath.sqrt(squares);
    for (int i = 0; i < drift.length && length > limit; i++) {
      drift[i] *= limit / length;
    }
  }
}
