package dev.reverie.rbm;

import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;

/**
 * How an RBM learns.
 *
 * @param steps Gibbs steps at each update
 * @param particles chains of the negative phase; contrastive divergence has one a case instead
 * @param fastWeights of {@link Method#FPCD}; other methods have none
 * @param weightScale standard deviation of the initial weights
 */
public record RbmLearning(
    Method method,
    int steps,
    int particles,
    Schedule schedule,
    Optimiser optimiser,
    Penalties penalties,
    Centring centring,
    FastWeights fastWeights,
    double weightScale,
    long seed) {
  public RbmLearning {
    if (steps < 1 || particles < 1) {
      throw new IllegalArgumentException(
          "steps=" + steps + " particles=" + particles + ", both must be positive");
    }
    if (!(weightScale >= 0)) {
      throw new IllegalArgumentException("weightScale=" + weightScale + ", must not be negative");
    }
  }

  /** Plain gradient steps with momentum and weight decay. */
  public RbmLearning(
      Method method,
      int steps,
      int particles,
      Schedule schedule,
      double momentum,
      double decay,
      double weightScale,
      long seed) {
    this(
        method,
        steps,
        particles,
        schedule,
        Optimiser.sgd(momentum),
        Penalties.weightDecay(decay),
        Centring.NONE,
        FastWeights.DEFAULT,
        weightScale,
        seed);
  }

  /** The same with another optimiser. */
  public RbmLearning with(Optimiser other) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        other,
        penalties,
        centring,
        fastWeights,
        weightScale,
        seed);
  }

  /** The same with other penalties. */
  public RbmLearning with(Penalties others) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        others,
        centring,
        fastWeights,
        weightScale,
        seed);
  }

  /** The same with other offsets. */
  public RbmLearning with(Centring other) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        penalties,
        other,
        fastWeights,
        weightScale,
        seed);
  }

  /** The same with other fast weights. */
  public RbmLearning with(FastWeights others) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        penalties,
        centring,
        others,
        weightScale,
        seed);
  }

  /** What this needs to be published. */
  public Extras extras() {
    return new Extras(centring.present(), method == Method.FPCD);
  }
}
