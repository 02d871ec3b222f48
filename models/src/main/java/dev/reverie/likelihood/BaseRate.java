package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;
import dev.reverie.numeric.Logistic;

/**
 * The model that annealing starts from: hidden units are fair coins, visible ones independent with
 * the means of the training data (Salakhutdinov and Murray 2008, section 4.1). Its biases are the
 * means' log-odds.
 */
public final class BaseRate {
  /** Means are kept this far from 0 and 1: sampled units are on with multiples of 2^-24. */
  private static final double RESOLUTION = 0x1p-20;

  private final float[] bias;

  private BaseRate(float[] bias) {
    this.bias = bias;
  }

  /** The base rates of training data. */
  public static BaseRate of(BinaryRows rows) {
    return ofMeans(rows.means(), rows.rows());
  }

  /** As if one of two further rows had each unit on, so that no unit is impossible. */
  public static BaseRate ofMeans(double[] means, int rows) {
    double margin = Math.max(1.0 / (rows + 2.0), RESOLUTION);
    float[] bias = new float[means.length];
    for (int i = 0; i < bias.length; i++) {
      if (!(means[i] >= 0 && means[i] <= 1)) {
        throw new IllegalArgumentException("means[" + i + "]=" + means[i] + ", must be in [0, 1]");
      }
      double mean = Math.min(Math.max(means[i], margin), 1 - margin);
      bias[i] = (float) StrictMath.log(mean / (1 - mean));
    }
    return new BaseRate(bias);
  }

  int units() {
    return bias.length;
  }

  float bias(int unit) {
    return bias[unit];
  }

  /** log Z of the base-rate model with that many hidden units. */
  double logPartition(int hidden) {
    return hidden * Math.log(2) + Logistic.softplusSum(bias, bias.length);
  }
}
