package dev.reverie.service.family.rbm;

import dev.reverie.optimise.Centring;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Goal;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;

/**
 * By which rule a model is learned. None of it may change within a run.
 *
 * @param generativeWeight share of the generative goal in a hybrid one
 */
record Learning(
    Method method,
    int steps,
    int particles,
    double rate,
    Schedule.Decay rateDecay,
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

  /** The same over a training's updates. */
  RbmLearning over(Schedule schedule) {
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
        goal,
        generativeWeight,
        weightScale,
        seed);
  }
}
