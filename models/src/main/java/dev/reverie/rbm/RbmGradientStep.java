package dev.reverie.rbm;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient ascent on the log-likelihood, or on a weighted sum of phases:
 *
 * <pre>
 *  dL/dW_ij = mean over data of v_i h_j - mean over the model of the same, likewise for biases with v_i, h_j
 * </pre>
 *
 * with p(h | v) in place of h, by {@link RbmLearning}'s optimiser, penalties and offsets.
 */
public final class RbmGradientStep implements UpdateRule {
  private final Rbm rbm;
  private final RbmLearning learning;
  private final double[] weights;
  private final List<Companion> companions;
  private final Layout stateLayout;

  /**
   * @param weights of the phases' averages in the gradient, one a phase; a phase that is missing
   *     has 1
   * @param companions that move blocks of their own
   */
  RbmGradientStep(Rbm rbm, RbmLearning learning, double[] weights, List<Companion> companions) {
    this.rbm = rbm;
    this.learning = learning;
    this.weights = weights.clone();
    this.companions = List.copyOf(companions);
    this.stateLayout = Stepper.stateLayout(rbm, learning.optimiser());
  }

  /** Phases of weight 1 and nothing else. */
  public RbmGradientStep(Rbm rbm, RbmLearning learning) {
    this(rbm, learning, new double[0], List.of());
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
    Stepper stepper = new Stepper(learning, update, current, state, next);
    List<MergedPhase> phases = new ArrayList<>();
    for (int k = 0; k < statistics.size(); k++) {
      phases.add(MergedPhase.of(rbm, statistics.get(k), k < weights.length ? weights[k] : 1));
    }
    while (phases.size() < 2) {
      phases.add(MergedPhase.missing(rbm));
    }
    RbmUpdate divided = new RbmUpdate(rbm, learning, stepper, phases, current, next);
    return companions.isEmpty()
        ? divided
        : Companion.after(divided, companions, update, current, statistics, next);
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
