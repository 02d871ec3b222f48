package dev.reverie.rbm;

import dev.reverie.unit.Layer;

/** Biases with which units have given means when nothing else acts on them. */
final class BaseBias {
  private BaseBias() {}

  /**
   * One bias a unit.
   *
   * @param means of bits, strictly between 0 and 1
   */
  static double[] of(Layer layer, double[] means) {
    double[] biases = new double[means.length];
    for (Layer.Part part : layer.parts()) {
      for (int i = part.first(); i < part.end(); i++) {
        biases[i] =
            part.states() > 1
                ? StrictMath.log(means[i])
                : StrictMath.log(means[i] / (1 - means[i])) / part.kind().scale();
      }
    }
    return biases;
  }
}
