package dev.reverie.hopfield;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * A gradient step with momentum (Polyak 1964):
 *
 * <pre>
 *  velocity' = momentum * velocity + rate * (mean of s_i s_j over patterns - mean over moved states - decay * J_ij)
 *  J'        = J + velocity'                      and for biases with s_i, without decay
 * </pre>
 *
 * While a phase has nothing to say, nothing moves.
 */
final class GradientRule implements UpdateRule {
  static final String VELOCITY = "couplings_velocity";
  static final String BIAS_VELOCITY = "biases_velocity";

  private final Hopfield hopfield;
  private final HopfieldLearning learning;
  private final Layout stateLayout;

  GradientRule(Hopfield hopfield, HopfieldLearning learning) {
    this.hopfield = hopfield;
    this.learning = learning;
    int units = hopfield.units();
    this.stateLayout =
        learning.momentum() == 0
            ? Layout.empty()
            : Layout.builder()
                .add(VELOCITY, Role.LEARNED, Storage.ROWS, units, units)
                .add(BIAS_VELOCITY, Role.LEARNED, Storage.ROWS, 1, units)
                .build();
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
    step(update, current, state, statistics, next).makeAll();
  }

  @Override
  public DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    return step(update, current, state, statistics, next);
  }

  private GradientStep step(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    next.copyFrom(current);
    int units = hopfield.units();
    OuterProducts positive = new OuterProducts(units, Merged.parts(statistics.get(0)));
    OuterProducts negative = new OuterProducts(units, Merged.parts(statistics.get(1)));
    double rate = learning.rate().at(update);
    return new GradientStep(hopfield, learning, rate, positive, negative, state, next);
  }
}
