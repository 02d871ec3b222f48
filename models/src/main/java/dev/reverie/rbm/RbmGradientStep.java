package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
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
 * Biases do not decay. One panel of hidden units after the other is stepped, paired and transposed
 * in one pass.
 */
final class RbmGradientStep implements UpdateRule {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;

  private final Rbm rbm;
  private final Transposition transposition;
  private final Schedule schedule;
  private final float momentum;
  private final float decay;
  private final Layout stateLayout;
  private final float[] still = new float[Panels.padded(WIDTH)];

  /** Made at the first update, so that asking for the layout of the state costs no memory. */
  private RbmGradient gradient;

  RbmGradientStep(Rbm rbm, Schedule schedule, double momentum, double decay) {
    this.rbm = rbm;
    this.transposition = new Transposition(rbm);
    this.schedule = schedule;
    this.momentum = (float) momentum;
    this.decay = (float) decay;
    this.stateLayout = momentum == 0 ? Layout.empty() : velocities(rbm);
  }

  private static Layout velocities(Rbm rbm) {
    Role role = Role.LEARNED;
    return Layout.builder()
        .add("weights_velocity", role, Storage.PLAIN_PANELS, rbm.visible(), rbm.hidden())
        .add("visible_bias_velocity", role, Storage.PLAIN_PANELS, 1, rbm.visible())
        .add("hidden_bias_velocity", role, Storage.PLAIN_PANELS, 1, rbm.hidden())
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
    StepSize size = new StepSize((float) schedule.at(update), momentum, decay);
    gradient = gradient == null ? new RbmGradient(rbm) : gradient;
    StepSize biasSize = new StepSize(size.rate(), momentum, 0f);
    for (int panel = 0; panel < Panels.count(rbm.hidden()); panel++) {
      gradient.ofWeights(statistics, panel);
      stepWeights(panel, size, current, state, next);
      transposition.transpose(next, panel);
    }
    gradient.ofBias(statistics, true, rbm.visible());
    stepBias(rbm.visibleBias(), "visible_bias_velocity", biasSize, current, state, next);
    gradient.ofBias(statistics, false, rbm.hidden());
    stepBias(rbm.hiddenBias(), "hidden_bias_velocity", biasSize, current, state, next);
  }

  private void stepWeights(
      int panel, StepSize size, Parameters current, Parameters state, Parameters next) {
    Block weights = rbm.weights();
    int rows = rbm.visible();
    int base = weights.offset() + panel * Panels.pairedPanel(rows);
    int velocityBase = velocityOffset("weights_velocity") + panel * rows * WIDTH;
    float largest = 0;
    for (int row = 0; row < rows; row++) {
      int at = base + ((row >>> 1) * 3 + (row & 1)) * WIDTH;
      float moved =
          OPS.step(
              current.values(),
              at,
              gradient.values,
              Panels.LEAD_IN + row * WIDTH,
              momentum == 0 ? still : state.values(),
              momentum == 0 ? 0 : velocityBase + row * WIDTH,
              size,
              next.values(),
              at);
      largest = Math.max(largest, moved);
    }
    transposition.pairSums(next, panel);
    requireBounded(weights, largest);
  }

  private void stepBias(
      Block bias,
      String velocity,
      StepSize size,
      Parameters current,
      Parameters state,
      Parameters next) {
    float largest = 0;
    int velocityBase = velocityOffset(velocity);
    for (int column = 0; column < bias.columns(); column += WIDTH) {
      int at = bias.offset() + column;
      OPS.step(
          current.values(),
          at,
          gradient.values,
          Panels.LEAD_IN + column,
          momentum == 0 ? still : state.values(),
          momentum == 0 ? 0 : velocityBase + column,
          size,
          next.values(),
          at);
    }
    for (int column = 0; column < bias.columns(); column++) {
      largest = Math.max(largest, Math.abs(next.values()[bias.offset() + column]));
    }
    requireBounded(bias, largest);
  }

  private int velocityOffset(String name) {
    return momentum == 0 ? 0 : stateLayout.block(name).offset();
  }

  private static void requireBounded(Block block, float largest) {
    if (!(largest <= Parameters.LIMIT)) {
      throw new DivergedException(
          "largest magnitude in "
              + block.name()
              + "="
              + largest
              + ", must be at most "
              + Parameters.LIMIT,
          "update");
    }
  }
}
