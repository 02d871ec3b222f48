package dev.reverie.rbm;

import dev.reverie.numeric.StepSize;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * Gradient ascent on the log-likelihood with momentum (Polyak 1964) and weight decay:
 *
 * <pre>
 *  dL/dW_ij = mean over data of v_i p(h_j | v) - mean over the model of the same, likewise for biases with v_i, p(h_j | v)
 *  velocity' = momentum * velocity + rate * (gradient - decay * W),  W' = W + velocity'
 * </pre>
 *
 * Biases do not decay.
 */
final class RbmGradientStep implements UpdateRule {
  private final Rbm rbm;
  private final Schedule schedule;
  private final float momentum;
  private final float decay;
  private final Layout stateLayout;

  RbmGradientStep(Rbm rbm, Schedule schedule, double momentum, double decay) {
    this.rbm = rbm;
    this.schedule = schedule;
    this.momentum = (float) momentum;
    this.decay = (float) decay;
    this.stateLayout = momentum == 0 ? Layout.empty() : Velocities.layout(rbm);
  }

  @Override
  public Layout stateLayout() {
    return stateLayout;
  }

  @Override
  public DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    StepSize size = new StepSize((float) schedule.at(update), momentum, decay);
    Velocities velocities = Velocities.of(stateLayout, state);
    return new RbmUpdate(rbm, size, velocities, current, statistics, next);
  }

  @Override
  public void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    DividedUpdate divided = divide(update, current, state, statistics, next);
    for (int part = 0; part < divided.parts(); part++) {
      divided.make(part);
    }
    divided.finish();
  }
}
