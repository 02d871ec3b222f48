package dev.reverie.likelihood;

import dev.reverie.data.StateRows;
import dev.reverie.rbm.BaseBias;
import dev.reverie.rbm.RealMachine;
import dev.reverie.unit.Conditional;
import dev.reverie.unit.Layer;
import dev.reverie.unit.Normal;
import dev.reverie.unit.UnitKind;

/**
 * The model that annealing of a machine with real-valued units starts from: visible units are
 * independent with the means and, where they are Gaussian, variances of the training data, and
 * hidden units have no field.
 */
public final class RealBase {
  private static final double LEAST_VARIANCE = 1e-4;

  private final Layer layer;
  private final float[] bias;
  private final float[] variance;

  private RealBase(Layer layer, float[] bias, float[] variance) {
    this.layer = layer;
    this.bias = bias;
    this.variance = variance;
  }

  /** The independent model of training data. */
  public static RealBase of(Layer layer, StateRows rows) {
    return of(layer, rows.means(), rows.variances(), rows.rows());
  }

  /**
   * The independent model of data.
   *
   * @param means, variances of the units' states
   * @param rows how many there were
   */
  static RealBase of(Layer layer, double[] means, double[] variances, int rows) {
    double margin = 1 / (rows + 2.0);
    double[] kept = means.clone();
    float[] variance = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      boolean bit = layer.kindOf(i).discrete();
      kept[i] = bit ? Math.min(Math.max(kept[i], margin), 1 - margin) : kept[i];
      variance[i] = (float) Math.max(variances[i], LEAST_VARIANCE);
    }
    double[] biases = BaseBias.of(layer, kept);
    float[] bias = new float[biases.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) biases[i];
    }
    return new RealBase(layer, bias, variance);
  }

  Layer layer() {
    return layer;
  }

  float[] bias() {
    return bias;
  }

  float[] variance() {
    return variance;
  }

  /** The energy of visible units. */
  double energy(float[] values, int at) {
    double energy = 0;
    for (Layer.Part part : layer.parts()) {
      for (int i = part.first(); i < part.end(); i++) {
        energy += RealMachine.own(part.kind(), values[at + i], bias[i], variance[i]);
      }
    }
    return energy;
  }

  /** log Z with the hidden units of a machine. */
  double logPartition(RealMachine machine) {
    double sum = machine.hiddenLogPartition(new float[machine.hiddenStride()], 0, 0);
    for (Layer.Part part : layer.parts()) {
      double[] group = new double[part.states()];
      for (int first = part.first(); first < part.end(); first += part.states()) {
        for (int k = 0; k < group.length; k++) {
          group[k] = bias[first + k];
        }
        sum +=
            switch (part.kind()) {
              case GAUSSIAN -> StrictMath.log(variance[first]) / 2 + Normal.HALF_LOG_TWO_PI;
              case SOFTMAX -> Conditional.logPartition(group, 0, group.length);
              default -> Conditional.logPartition(part.kind(), bias[first]);
            };
      }
    }
    return sum;
  }

  /** Whether a unit has a variance. */
  boolean hasVariance(int unit) {
    return layer.kindOf(unit) == UnitKind.GAUSSIAN;
  }
}
