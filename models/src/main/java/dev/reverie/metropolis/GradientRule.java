package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Gradient ascent on the log-likelihood with momentum (Polyak 1964), kept inside the energy's
 * domain:
 *
 * <pre>
 *  gradient  = sum over phases of sign * mean of -dE/dtheta
 *  velocity' = momentum * velocity + rate * gradient,   theta' = theta + velocity'
 * </pre>
 *
 * As long as theta' lies outside of {@link Energy#inDomain}, velocity' is halved; theta stays when
 * no part of it can be gone. While a phase has nothing to say, nothing moves.
 */
public final class GradientRule implements UpdateRule {
  private static final String VELOCITY = "theta_velocity";

  /** Halvings after which a step is given up; a parameter has 24 bits. */
  private static final int HALVINGS = 32;

  private final Energy energy;
  private final Theta theta;
  private final LongToDoubleFunction rate;
  private final double momentum;
  private final StepSize stepSize;
  private final StepSizeAdaptation adaptation;
  private final Layout stateLayout;

  /**
   * @param rate learning rate of the update that follows that many others
   * @param momentum in [0, 1)
   */
  public GradientRule(
      Energy energy,
      Theta theta,
      LongToDoubleFunction rate,
      double momentum,
      StepSize stepSize,
      StepSizeAdaptation adaptation) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum=" + momentum + ", must lie in [0, 1)");
    }
    this.energy = energy;
    this.theta = theta;
    this.rate = rate;
    this.momentum = momentum;
    this.stepSize = stepSize;
    this.adaptation = adaptation;
    this.stateLayout = theta.length() == 0 || momentum == 0 ? Layout.empty() : velocities(theta);
  }

  private static Layout velocities(Theta theta) {
    return Layout.builder().add(VELOCITY, Role.LEARNED, Storage.ROWS, 1, theta.length()).build();
  }

  @Override
  public Layout stateLayout() {
    return stateLayout;
  }

  @Override
  public void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    next.copyFrom(current);
    if (statistics.stream().anyMatch(entry -> entry.count() == 0)) {
      return;
    }
    List<ExactSums> totals = totals(statistics);
    double[] velocity = velocity(update, state, statistics, totals);
    double[] moved = moveInsideDomain(theta.read(current), velocity);
    theta.write(moved, next);
    keep(velocity, state);
    adapt(update, current, statistics, totals, next);
    next.requireBounded();
  }

  private static List<ExactSums> totals(List<PhaseStatistics> statistics) {
    List<ExactSums> totals = new ArrayList<>();
    for (PhaseStatistics entry : statistics) {
      ExactSums total = (ExactSums) entry.phase().newSums();
      entry.parts().forEach(part -> total.add((ExactSums) part));
      total.requireFinite(entry.phase().name());
      totals.add(total);
    }
    return totals;
  }

  private double[] velocity(
      long update, Parameters state, List<PhaseStatistics> statistics, List<ExactSums> totals) {
    double size = rate.applyAsDouble(update);
    double[] velocity = new double[theta.length()];
    for (int k = 0; k < velocity.length; k++) {
      double gradient = 0;
      for (int phase = 0; phase < totals.size(); phase++) {
        PhaseStatistics entry = statistics.get(phase);
        gradient += entry.phase().sign() * totals.get(phase).mean(k, entry.count());
      }
      velocity[k] = size * gradient + (momentum == 0 ? 0 : momentum * kept(state, k));
      requireFinite(k, velocity[k]);
    }
    return velocity;
  }

  /** Asked before the domain is, which would take NaN for a step too far. */
  private void requireFinite(int k, double velocity) {
    if (!Double.isFinite(velocity)) {
      throw new DivergedException(
          "velocity of " + energy.parameterNames().get(k) + "=" + velocity, "update");
    }
  }

  private double kept(Parameters state, int k) {
    return state.at(stateLayout.block(VELOCITY), 0, k);
  }

  private void keep(double[] velocity, Parameters state) {
    for (int k = 0; k < velocity.length && momentum != 0; k++) {
      state.set(stateLayout.block(VELOCITY), 0, k, (float) velocity[k]);
    }
  }

  /** Scales the velocity to what could be gone, and goes it. */
  private double[] moveInsideDomain(double[] from, double[] velocity) {
    for (int halving = 0; halving < HALVINGS; halving++) {
      double[] moved = new double[from.length];
      for (int k = 0; k < from.length; k++) {
        moved[k] = (float) (from[k] + velocity[k]);
      }
      if (energy.inDomain(moved)) {
        return moved;
      }
      for (int k = 0; k < from.length; k++) {
        velocity[k] /= 2;
      }
    }
    Arrays.fill(velocity, 0);
    return from;
  }

  /**
   * One rate of acceptance for the particles of all phases together; it is the sum that has no
   * parameter.
   */
  private void adapt(
      long update,
      Parameters current,
      List<PhaseStatistics> statistics,
      List<ExactSums> totals,
      Parameters next) {
    double accepted = 0;
    long count = 0;
    for (int phase = 0; phase < totals.size(); phase++) {
      if (totals.get(phase).names().size() > theta.length()) {
        accepted += totals.get(phase).mean(theta.length(), 1);
        count += statistics.get(phase).count();
      }
    }
    if (count > 0 && stepSize.present()) {
      double size = stepSize.read(current);
      stepSize.write(adaptation.adapted(update, size, accepted / count), next);
    }
  }
}
