package dev.reverie.hopfield;

import dev.reverie.parameter.Parameters;

/** One gradient step. While a phase has nothing to say, nothing moves. */
final class GradientStep extends CouplingTiles {
  private final Hopfield hopfield;
  private final HopfieldLearning learning;
  private final float rate;
  private final OuterProducts positive;
  private final OuterProducts negative;
  private final float[] velocity;
  private final int velocityAt;
  private final int biasVelocityAt;
  private final Parameters next;
  private final boolean silent;

  /**
   * @param state with the velocities, where there is momentum
   * @param next as it was before the step
   */
  GradientStep(
      Hopfield hopfield,
      HopfieldLearning learning,
      double rate,
      OuterProducts positive,
      OuterProducts negative,
      Parameters state,
      Parameters next) {
    super(hopfield, next);
    this.hopfield = hopfield;
    this.learning = learning;
    this.rate = (float) rate;
    this.positive = positive;
    this.negative = negative;
    boolean momentum = learning.momentum() != 0;
    this.velocity = momentum ? state.values() : null;
    this.velocityAt = momentum ? state.layout().block(GradientRule.VELOCITY).offset() : 0;
    this.biasVelocityAt = momentum ? state.layout().block(GradientRule.BIAS_VELOCITY).offset() : 0;
    this.next = next;
    this.silent = positive.count() == 0 || negative.count() == 0;
  }

  @Override
  void stepCoupling(int place, int mirrored, int i, int j) {
    if (silent) {
      return;
    }
    float[] values = next.values();
    int at = hopfield.couplings().offset();
    float gradient = difference(positive.product(i, j), negative.product(i, j));
    float step = rate * (gradient - (float) learning.decay() * values[at + place]);
    if (velocity != null) {
      step += (float) learning.momentum() * velocity[velocityAt + place];
      velocity[velocityAt + place] = step;
      velocity[velocityAt + mirrored] = step;
    }
    values[at + place] += step;
    values[at + mirrored] = values[at + place];
  }

  @Override
  void stepBiases() {
    for (int i = 0; i < hopfield.units() && learning.biases() && !silent; i++) {
      float step = rate * difference(positive.sum(i), negative.sum(i));
      if (velocity != null) {
        step += (float) learning.momentum() * velocity[biasVelocityAt + i];
        velocity[biasVelocityAt + i] = step;
      }
      next.values()[hopfield.biases().offset() + i] += step;
    }
  }

  /** The difference of two means; exactly 0 where they agree. */
  private float difference(int ofPositive, int ofNegative) {
    return positive.count() == negative.count()
        ? (float) ((double) (ofPositive - ofNegative) / positive.count())
        : (float) ((double) ofPositive / positive.count() - (double) ofNegative / negative.count());
  }
}
