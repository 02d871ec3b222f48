package dev.reverie.rbm;

import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;

/**
 * How an RBM learns.
 *
 * @param steps Gibbs steps at each update
 * @param particles chains of the negative phase; contrastive divergence has one a case instead
 * @param fastWeights of {@link Method#FPCD}; other methods have none
 * @param tempering of {@link Method#TEMPERED}; particles then are ladders
 * @param trajectory of {@link Method#TRAJECTORY}; particles then are ladders
 * @param goal what is made likely
 * @param generativeWeight share of log p(v, c) beside log p(c | v) in {@link Goal#HYBRID}
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
    Tempering tempering,
    Trajectory trajectory,
    Goal goal,
    double generativeWeight,
    double weightScale,
    long seed) {
  /** What Larochelle and Bengio (2008) found best on MNIST. */
  public static final double DEFAULT_GENERATIVE_WEIGHT = 0.01;

  public RbmLearning {
    if (steps < 1 || particles < 1) {
      throw new IllegalArgumentException(
          "steps=" + steps + " particles=" + particles + ", both must be positive");
    }
    if (!(generativeWeight >= 0 && generativeWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "generativeWeight=" + generativeWeight + ", must be finite and not negative");
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
        Tempering.DEFAULT,
        Trajectory.DEFAULT,
        Goal.GENERATIVE,
        DEFAULT_GENERATIVE_WEIGHT,
        weightScale,
        seed);
  }

  /** The same at another rate. */
  public RbmLearning with(Schedule other) {
    return new RbmLearning(
        method,
        steps,
        particles,
        other,
        optimiser,
        penalties,
        centring,
        fastWeights,
        tempering,
        trajectory,
        goal,
        generativeWeight,
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
        tempering,
        trajectory,
        goal,
        generativeWeight,
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
        tempering,
        trajectory,
        goal,
        generativeWeight,
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
        tempering,
        trajectory,
        goal,
        generativeWeight,
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
        tempering,
        trajectory,
        goal,
        generativeWeight,
        weightScale,
        seed);
  }

  /** The same with other ladders. */
  public RbmLearning with(Tempering other) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        penalties,
        centring,
        fastWeights,
        other,
        trajectory,
        goal,
        generativeWeight,
        weightScale,
        seed);
  }

  /** The same with other levels. */
  public RbmLearning with(Trajectory other) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        penalties,
        centring,
        fastWeights,
        tempering,
        other,
        goal,
        generativeWeight,
        weightScale,
        seed);
  }

  /** The same for another goal. */
  public RbmLearning with(Goal other, double share) {
    return new RbmLearning(
        method,
        steps,
        particles,
        schedule,
        optimiser,
        penalties,
        centring,
        fastWeights,
        tempering,
        trajectory,
        other,
        share,
        weightScale,
        seed);
  }

  /** What this needs to be published. */
  public Extras extras() {
    return new Extras(
        centring.present(),
        method == Method.FPCD,
        method == Method.TEMPERED ? tempering.temperatures() : 0,
        method == Method.TRAJECTORY ? trajectory.levels() : 0);
  }
}
