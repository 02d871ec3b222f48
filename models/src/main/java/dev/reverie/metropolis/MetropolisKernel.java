package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.parameter.DivergedException;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * The transition of Metropolis et al. (1953): a proposal y is taken with probability min(1,
 * exp(-beta (E(y) - E(x)))), which leaves p(x; theta)^beta invariant.
 */
final class MetropolisKernel {
  private final Energy energy;
  private final double beta;
  private final Proposal proposal;
  private final RandomStream random;
  private final String phase;

  /**
   * @param phase where a diverged energy is reported to come from
   */
  MetropolisKernel(Energy energy, double beta, Proposal proposal, long seed, String phase) {
    this.energy = energy;
    this.beta = beta;
    this.proposal = proposal;
    this.random = new RandomStream(seed, Purpose.ACCEPTANCE);
    this.phase = phase;
  }

  /**
   * Moves one particle, or lets it stay.
   *
   * @param proposed overwritten
   * @return the probability that the proposal had of being accepted
   */
  double move(double[] x, double[] theta, double size, int particle, long step, double[] proposed) {
    proposal.propose(x, size, particle, step, proposed);
    double logarithm = logAcceptance(x, proposed, theta, particle);
    if (StrictMath.log(random.uniform(particle, step, 0)) < logarithm) {
      System.arraycopy(proposed, 0, x, 0, x.length);
    }
    return StrictMath.exp(Math.min(0, logarithm));
  }

  private double logAcceptance(double[] x, double[] proposed, double[] theta, int particle) {
    double before = energyAt(x, theta, particle);
    double after = energyAt(proposed, theta, particle);
    if (before == Double.POSITIVE_INFINITY) {
      throw diverged(before, particle);
    }
    return beta * (before - after);
  }

  /** The energy of a particle; throws when it is NaN or negative infinity. */
  double energyAt(double[] x, double[] theta, int particle) {
    double value = energy.at(x, theta);
    if (Double.isNaN(value) || value == Double.NEGATIVE_INFINITY) {
      throw diverged(value, particle);
    }
    return value;
  }

  private DivergedException diverged(double value, int particle) {
    return new DivergedException("energy of particle " + particle + "=" + value, phase);
  }
}
