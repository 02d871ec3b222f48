package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;

/** Shortens the weights of every hidden unit of a panel whose norm exceeds a bound. */
final class NormBound {
  private static final int WIDTH = Panels.WIDTH;

  private NormBound() {}

  /**
   * Rescales whole columns of one panel.
   *
   * @return the largest magnitude that is left, NaN when one is NaN
   */
  static float apply(Parameters parameters, Block weights, int panel, double bound) {
    float[] values = parameters.values();
    int from = weights.offset() + panel * weights.rows() * WIDTH;
    double[] squares = new double[WIDTH];
    for (int row = 0; row < weights.rows(); row++) {
      for (int column = 0; column < WIDTH; column++) {
        double weight = values[from + row * WIDTH + column];
        squares[column] += weight * weight;
      }
    }
    float[] factors = new float[WIDTH];
    for (int column = 0; column < WIDTH; column++) {
      double norm = Math.sqrt(squares[column]);
      factors[column] = norm > bound ? (float) (bound / norm) : 1f;
    }
    float largest = 0;
    for (int row = 0; row < weights.rows(); row++) {
      for (int column = 0; column < WIDTH; column++) {
        int at = from + row * WIDTH + column;
        values[at] *= factors[column];
        largest = Math.max(largest, Math.abs(values[at]));
      }
    }
    return largest;
  }
}
