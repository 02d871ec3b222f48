package dev.reverie.metropolis;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * The step size of the random walk, a published block that all particles share. In the first {@code
 * warmUpUpdates} updates it follows Robbins and Monro's recursion on the acceptance rate of all
 * particles together; then it stays, so that the kernel is exact:
 *
 * <pre>
 *  log size' = log size + 2 (update + 1)^-0.6 (acceptance - target)
 * </pre>
 *
 * The target is the best rate of acceptance for a normal target: 0.44 in one dimension, 0.234 in
 * many (Gelman, Roberts and Gilks 1996), taken as reached at five, and a straight line between.
 *
 * @param initial standard deviation of a coordinate's step at the start
 */
public record StepSizeAdaptation(double initial, long warmUpUpdates) {
  static final String BLOCK = "step_size";

  private static final double TARGET_OF_ONE = 0.44;
  private static final double TARGET_OF_MANY = 0.234;
  private static final int MANY = 5;
  private static final double GAIN = 2;
  private static final double GAIN_DECAY = -0.6;

  public StepSizeAdaptation {
    if (!(initial > 0 && initial <= Parameters.LIMIT)) {
      throw new IllegalArgumentException(
          "initial=" + initial + ", must be positive and at most " + Parameters.LIMIT);
    }
    if (warmUpUpdates < 0) {
      throw new IllegalArgumentException(
          "warmUpUpdates=" + warmUpUpdates + ", must not be negative");
    }
  }

  /** Adds the block that holds the size. */
  public static void addTo(Layout.Builder layout) {
    layout.add(BLOCK, Role.PUBLISHED, Storage.ROWS, 1, 1);
  }

  /** The rate of acceptance that is aimed at. */
  static double target(int dimensions) {
    double part = (Math.min(dimensions, MANY) - 1.0) / (MANY - 1);
    return TARGET_OF_ONE + part * (TARGET_OF_MANY - TARGET_OF_ONE);
  }

  void initialise(Parameters parameters) {
    write(initial, parameters);
  }

  /** Writes the size after one more update; it stays once the warm-up is over. */
  void adapt(long update, int dimensions, double acceptance, Parameters current, Parameters next) {
    double size = read(current);
    if (update < warmUpUpdates) {
      double gain = GAIN * StrictMath.pow(update + 1, GAIN_DECAY);
      size *= StrictMath.exp(gain * (acceptance - target(dimensions)));
    }
    write(size, next);
  }

  private static double read(Parameters parameters) {
    return parameters.at(block(parameters), 0, 0);
  }

  private static void write(double size, Parameters into) {
    into.set(block(into), 0, 0, (float) size);
  }

  private static Block block(Parameters parameters) {
    return parameters.layout().block(BLOCK);
  }
}
