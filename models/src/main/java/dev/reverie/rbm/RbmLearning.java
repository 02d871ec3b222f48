package dev.reverie.rbm;

import dev.reverie.optimise.Schedule;

/**
 * How an RBM learns.
 *
 * @param steps Gibbs steps at each update
 * @param particles chains of the negative phase; contrastive divergence has one a case instead
 * @param momentum in [0, 1)
 * @param decay weight decay, the L2 penalty's factor; 0 for none
 * @param weightScale standard deviation of the initial weights
 */
public record RbmLearning(
    Method method,
    int steps,
    int particles,
    Schedule schedule,
    double momentum,
    double decay,
    double weightScale,
    long seed) {
  public RbmLearning {
    if (steps < 1 || particles < 1) {
      throw new IllegalArgumentException(
          "steps=" + steps + " particles=" + particles + ", both must be positive");
    }
    if (!(momentum >= 0 && momentum < 1) || !(decay >= 0) || !(weightScale >= 0)) {
      throw new IllegalArgumentException(
          "momentum="
              + momentum
              + " decay="
              + decay
              + " weightScale="
              + weightScale
              + ", must lie in [0, 1), not be negative, not be negative");
    }
  }
}
