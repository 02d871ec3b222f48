package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Other parameters of the same distribution, up to the names of values: a unit of one layer gets
 * the value {@code scale * x + shift}, or a constant goes from the numbers of a softmax group's
 * units to those that all of them act on.
 *
 * @param ofVisible the layer
 * @param unit the first of a group
 * @param states of the group, 1 for a unit
 */
record Symmetry(boolean ofVisible, int unit, int states, double scale, double shift) {
  /** A constant that is added to a group's weights, whose sums stay exact. */
  private static final double GAUGE = 0.375;

  /** Those of a machine: of rectified units there are none. */
  static List<Symmetry> of(Rbm rbm) {
    List<Symmetry> all = new ArrayList<>();
    for (boolean ofVisible : new boolean[] {true, false}) {
      Layer layer = ofVisible ? rbm.visibleLayer() : rbm.hiddenLayer();
      for (ExactLayer.Group group : ExactLayer.groups(layer)) {
        if (group.kind() != UnitKind.RECTIFIED) {
          double shift = group.kind() == UnitKind.BINARY ? 1 : 0;
          double scale = group.kind() == UnitKind.SOFTMAX ? 1 : -1;
          all.add(new Symmetry(ofVisible, group.first(), group.units(), scale, shift));
        }
      }
    }
    return all;
  }

  /** One layer's values under the other names; offsets likewise. */
  double[] values(boolean visible, double... values) {
    double[] renamed = values.clone();
    if (visible == ofVisible && states == 1) {
      renamed[unit] = scale * values[unit] + shift;
    }
    return renamed;
  }

  /** Parameters and offsets under the other names. */
  Parameters of(Rbm rbm, Parameters parameters) {
    Parameters renamed = parameters.copy();
    Block bias = ofVisible ? rbm.visibleBias() : rbm.hiddenBias();
    Block otherBias = ofVisible ? rbm.hiddenBias() : rbm.visibleBias();
    for (int other = 0; other < otherBias.columns(); other++) {
      double moved = states > 1 ? -GAUGE : shift * weight(rbm, parameters, unit, other);
      add(renamed, otherBias, other, moved);
      for (int k = unit; k < unit + states; k++) {
        double weight = weight(rbm, parameters, k, other);
        setWeight(rbm, renamed, k, other, states > 1 ? weight + GAUGE : scale * weight);
      }
    }
    for (int k = unit; k < unit + states; k++) {
      double own = parameters.at(bias, 0, k);
      renamed.set(bias, 0, k, (float) (states > 1 ? own + GAUGE : scale * own));
    }
    if (rbm.extras().offsets() && states == 1) {
      Block offset = ofVisible ? rbm.visibleOffset() : rbm.hiddenOffset();
      renamed.set(offset, 0, unit, (float) (scale * parameters.at(offset, 0, unit) + shift));
    }
    rbm.derive(renamed);
    return renamed;
  }

  private static void add(Parameters parameters, Block block, int column, double by) {
    parameters.set(block, 0, column, (float) (parameters.at(block, 0, column) + by));
  }

  private double weight(Rbm rbm, Parameters parameters, int own, int other) {
    return ofVisible
        ? parameters.at(rbm.weights(), own, other)
        : parameters.at(rbm.weights(), other, own);
  }

  private void setWeight(Rbm rbm, Parameters parameters, int own, int other, double weight) {
    if (ofVisible) {
      parameters.set(rbm.weights(), own, other, (float) weight);
    } else {
      parameters.set(rbm.weights(), other, own, (float) weight);
    }
  }
}
