package dev.reverie.metropolis;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * The transition of Metropolis et al. (1953) and Hastings (1970): a proposal y from q(y | x) is
 * taken with probability min(1, exp(-beta (E(y) - E(x))) q(x | y) / q(y | x)).
 */
final class AcceptRejectKernel implements Kernel {
  private final CheckedEnergy energy;
  private final double beta;
  private final Proposal proposal;
  private final RandomStream random;
  private final double[] proposed;

  AcceptRejectKernel(CheckedEnergy energy, double beta, Proposal proposal, long seed) {
    this.energy = energy;
    this.beta = beta;
    this.proposal = proposal;
    this.random = new RandomStream(seed, Purpose.ACCEPTANCE);
    this.proposed = new double[energy.energy().dimensions()];
  }

  @Override
  public double move(double[] x, double[] theta, double size, int particle, long step) {
    proposal.propose(x, theta, size, particle, step, proposed);
    double logarithm = logAcceptance(x, theta, size, particle);
    if (StrictMath.log(random.uniform(particle, step, 0)) < logarithm) {
      System.arraycopy(proposed, 0, x, 0, x.length);
    }
    return StrictMath.exp(Math.min(0, logarithm));
  }

  /** A state behind a wall is asked for nothing else. */
  private double logAcceptance(double[] x, double[] theta, double size, int particle) {
    double before = energy.where(x, theta, particle);
    double after = energy.at(proposed, theta, particle);
    if (after == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double ratio = proposal.logRatio(x, proposed, theta, size, particle);
    double logarithm = beta * (before - after) + ratio;
    if (Double.isNaN(logarithm)) {
      throw energy.diverged("log of the acceptance", particle, logarithm);
    }
    return logarithm;
  }
}
