package dev.reverie.metropolis;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/** A step from N(0, size^2) in every coordinate. */
final class RandomWalk implements Proposal {
  private final RandomStream random;

  RandomWalk(long seed) {
    this.random = new RandomStream(seed, Purpose.PROPOSAL);
  }

  @Override
  public void propose(
      double[] x, double[] theta, double size, int particle, long step, double[] proposed) {
    for (int i = 0; i < x.length; i++) {
      proposed[i] = x[i] + size * random.gaussian(particle, step, i);
    }
  }
}
