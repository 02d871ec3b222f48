package dev.reverie.boltzmann;

import dev.reverie.input.InputException;
import dev.reverie.optimise.Schedule;

/**
 * How a Boltzmann machine learns.
 *
 * @param particles of the negative phase
 * @param steps sweeps of the negative phase at each update
 * @param clampedSweeps sweeps of coupled hidden units in the positive phase, from fair coins; what
 *     they leave of the coins is a bias of the gradient
 * @param momentum in [0, 1)
 * @param weightDecay taken off the couplings' gradient, times the coupling
 * @param couplingScale standard deviation of the initial couplings
 */
public record BoltzmannLearning(
    int particles,
    int steps,
    int clampedSweeps,
    Schedule rate,
    double momentum,
    double weightDecay,
    double couplingScale,
    long seed) {
  public static final int CLAMPED_SWEEPS = 10;
  public static final double COUPLING_SCALE = 0.01;

  public BoltzmannLearning {
    requirePositive("particles", particles);
    requirePositive("steps", steps);
    requirePositive("clamped-sweeps", clampedSweeps);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new InputException("momentum=" + momentum + ", must lie in [0, 1)");
    }
    requireShare("weight-decay", weightDecay);
    requireShare("weight-scale", couplingScale);
  }

  /** The same at another rate. */
  public BoltzmannLearning at(Schedule schedule) {
    return new BoltzmannLearning(
        particles, steps, clampedSweeps, schedule, momentum, weightDecay, couplingScale, seed);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new InputException(name + "=" + value + ", must be positive");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new InputException(name + "=" + value + ", must lie in [0, 100]");
    }
  }
}
