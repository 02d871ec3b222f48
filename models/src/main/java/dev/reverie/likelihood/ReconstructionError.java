package dev.reverie.likelihood;

import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;

/** Mean squared distance of a row to its mean-field reconstruction. One thread at a time. */
final class ReconstructionError {
  private final Rbm rbm;
  private final Parameters parameters;
  private final float[][] weightsOfHidden;
  private final float[] visibleBias;
  private final int[] places;
  private final float[] hiddenField;

  ReconstructionError(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.parameters = parameters;
    this.weightsOfHidden = new float[rbm.hidden()][rbm.visible()];
    for (int i = 0; i < rbm.visible(); i++) {
      for (int j = 0; j < rbm.hidden(); j++) {
        weightsOfHidden[j][i] = parameters.at(rbm.weights(), i, j);
      }
    }
    this.visibleBias = parameters.rows(rbm.visibleBias());
    this.places = new int[Panels.padded(rbm.visible())];
    this.hiddenField = new float[Panels.padded(rbm.hidden())];
  }

  double of(long[] row) {
    rbm.hiddenField(parameters, row, 0, places, hiddenField);
    float[] visibleField = visibleBias.clone();
    for (int j = 0; j < rbm.hidden(); j++) {
      addScaled(visibleField, weightsOfHidden[j], Logistic.logistic(hiddenField[j]));
    }
    double sum = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      double distance = (row[i >>> 6] >>> i & 1) - Logistic.logistic(visibleField[i]);
      sum += distance * distance;
    }
    return sum / rbm.visible();
  }

  private static void addScaled(float[] sums, float[] row, float scale) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += scale * row[i];
    }
  }
}
