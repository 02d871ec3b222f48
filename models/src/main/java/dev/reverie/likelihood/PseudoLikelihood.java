package dev.reverie.likelihood;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.util.Arrays;

/**
 * Log-probabilities of single visible units given all others (Besag 1975):
 *
 * <pre>
 *  log p(v_i | others) = -log(1 + exp(F(v) - F(v with unit i flipped)))
 * </pre>
 */
final class PseudoLikelihood {
  private static final int WIDTH = Panels.WIDTH;

  private final Rbm rbm;
  private final Parameters parameters;

  PseudoLikelihood(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.parameters = parameters;
  }

  /** The mean over all visible units of one packed row. Any number of threads may ask. */
  double of(long[] row) {
    float[] fields = new float[Panels.padded(rbm.hidden())];
    int[] places = new int[Panels.padded(rbm.visible())];
    float[] work = new float[VectorOps.GROWTH_LENGTH];
    float[] flipped = new float[WIDTH];
    rbm.hiddenField(parameters, row, 0, places, fields);
    Arrays.fill(fields, rbm.hidden(), fields.length, 0);
    double softplus = 0;
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      softplus += SoftplusGrowth.of(fields, panel * WIDTH, 0, 1, work);
    }
    double sum = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      int sign = (row[i >>> 6] >>> i & 1) != 0 ? -1 : 1;
      double rise = sign * parameters.at(rbm.visibleBias(), 0, i) - softplus;
      for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
        flip(fields, panel, i, sign, flipped);
        rise += SoftplusGrowth.of(flipped, 0, 0, 1, work);
      }
      sum -= Logistic.softplus(rise);
    }
    return sum / rbm.visible();
  }

  /** Fields of one panel after unit i has flipped. */
  private void flip(float[] fields, int panel, int i, int sign, float[] flipped) {
    Block weights = rbm.weights();
    int row = weights.index(i, panel * WIDTH);
    float[] values = parameters.values();
    for (int column = 0; column < WIDTH; column++) {
      flipped[column] = fields[panel * WIDTH + column] + sign * values[row + column];
    }
  }
}
