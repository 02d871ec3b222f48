package dev.reverie.rbm;

import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.tempering.Tempering;

/** The rules that there are, each as a test of learning sets it. */
enum TargetRule {
  PCD(Method.PCD, 1),
  /** So many steps that burn-in leaves nothing. */
  ML(Method.ML, 10),
  TEMPERED(Method.TEMPERED, 1),
  CENTRED_DATA(Centring.Means.DATA),
  CENTRED_MODEL(Centring.Means.MODEL),
  CENTRED_AVERAGE(Centring.Means.AVERAGE),
  /** With decay: both it and exact ascent come to where that holds the weights. */
  ADAM(Optimiser.adam()),
  DECAY(Penalties.weightDecay(0.02)),
  L1(new Penalties(0.005, 0, Double.POSITIVE_INFINITY, 0.5, 0)),
  BOUNDED(new Penalties(0, 0, 1, 0.5, 0)),
  SPARSE(new Penalties(0, 0, Double.POSITIVE_INFINITY, 0.2, 0.1)),
  DISCRIMINATIVE(Goal.DISCRIMINATIVE, 0),
  HYBRID(Goal.HYBRID, 0.3),
  CD_1(Method.CD, 1),
  CD_5(Method.CD, 5),
  FPCD(Method.FPCD, 1);

  private final Method method;
  private final int steps;
  private final Centring centring;
  private final Penalties penalties;
  private final Optimiser optimiser;
  private final Goal goal;
  private final double share;

  TargetRule(
      Method method,
      int steps,
      Centring centring,
      Penalties penalties,
      Optimiser optimiser,
      Goal goal,
      double share) {
    this.method = method;
    this.steps = steps;
    this.centring = centring;
    this.penalties = penalties;
    this.optimiser = optimiser;
    this.goal = goal;
    this.share = share;
  }

  TargetRule(Method method, int steps) {
    this(method, steps, Centring.NONE, Penalties.NONE, Optimiser.sgd(0), Goal.GENERATIVE, 0);
  }

  TargetRule(Centring.Means means) {
    this(
        Method.PCD,
        1,
        new Centring(means, 0.02),
        Penalties.NONE,
        Optimiser.sgd(0),
        Goal.GENERATIVE,
        0);
  }

  TargetRule(Optimiser optimiser) {
    this(Method.PCD, 1, Centring.NONE, Penalties.weightDecay(0.02), optimiser, Goal.GENERATIVE, 0);
  }

  TargetRule(Penalties penalties) {
    this(Method.PCD, 1, Centring.NONE, penalties, Optimiser.sgd(0), Goal.GENERATIVE, 0);
  }

  TargetRule(Goal goal, double share) {
    this(Method.PCD, 1, Centring.NONE, Penalties.NONE, Optimiser.sgd(0), goal, share);
  }

  /** Whether its fixed point is not that of the likelihood. */
  boolean biased() {
    return method == Method.CD || method == Method.FPCD;
  }

  /** Whether there have to be classes. */
  boolean ofClasses() {
    return goal != Goal.GENERATIVE;
  }

  boolean ofBinaryHidden() {
    return penalties.sparsityRate() > 0;
  }

  private RbmLearning learning(Method by, double rate, long updates, int particles, long seed) {
    double own = optimiser.kind() == Optimiser.Kind.ADAM ? rate / 10 : rate;
    Schedule schedule = new Schedule(own, Schedule.Decay.LINEAR, updates);
    return new RbmLearning(by, steps, particles, schedule, 0, 0, 0.3, seed)
        .with(optimiser)
        .with(penalties)
        .with(centring)
        .with(new Tempering(3, updates / 4))
        .with(goal, share);
  }

  RbmLearning learning(double rate, long updates, int particles, long seed) {
    return learning(method, rate, updates, particles, seed);
  }

  /** The same along the exact gradient. */
  RbmLearning unbiased(double rate, long updates, int particles, long seed) {
    return learning(Method.PCD, rate, updates, particles, seed);
  }
}
