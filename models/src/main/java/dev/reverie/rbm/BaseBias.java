package dev.reverie.rbm;

import dev.reverie.unit.Conditional;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/** Biases with which units have given means when nothing else acts on them. */
public final class BaseBias {
  /** A rectified unit of a smaller mean has a bias of less than -100. */
  private static final double LEAST_MEAN = 0.01;

  private static final int ROUNDS = 60;

  private BaseBias() {}

  /**
   * One bias a unit.
   *
   * @param means of bits, strictly between 0 and 1, or of real values
   */
  public static double[] of(Layer layer, double[] means) {
    double[] biases = new double[means.length];
    for (Layer.Part part : layer.parts()) {
      for (int i = part.first(); i < part.end(); i++) {
        biases[i] = bias(part.kind(), means[i]);
      }
    }
    return biases;
  }

  private static double bias(UnitKind kind, double mean) {
    return switch (kind) {
      case BINARY, SPIN -> StrictMath.log(mean / (1 - mean)) / kind.scale();
      case SOFTMAX -> StrictMath.log(mean);
      case GAUSSIAN -> mean;
      case RECTIFIED -> rectified(Math.max(mean, LEAST_MEAN));
    };
  }

  /** The field of a rectified unit with that mean, which is above 0; by halving. */
  private static double rectified(double mean) {
    double low = -1 / mean;
    double high = mean;
    for (int round = 0; round < ROUNDS; round++) {
      double middle = (low + high) / 2;
      if (Conditional.mean(UnitKind.RECTIFIED, middle) < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
