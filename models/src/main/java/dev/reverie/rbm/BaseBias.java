package dev.reverie.rbm;

import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/** Biases with which units have given means when nothing else acts on them. */
final class BaseBias {
  private BaseBias() {}

  /**
   * One bias a unit.
   *
   * @param means of bits, strictly between 0 and 1, or of real values
   */
  static double[] of(Layer layer, double[] means) {
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
      case RECTIFIED -> 0;
    };
  }
}
