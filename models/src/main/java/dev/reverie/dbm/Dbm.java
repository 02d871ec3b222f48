package dev.reverie.dbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Connections;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Rbm;
import java.util.List;

/**
 * The structure of a deep Boltzmann machine of binary units (Salakhutdinov and Hinton 2009)
 *
 * <pre>
 *  E(h0, h1, ..., hL) = - sum_l b_l . h_l - sum_l h_l . W_l h_l+1        h0 = v, units in {0, 1}
 * </pre>
 *
 * Its parameters lie in those of {@link #rbm}: layers 0, 2, 4, ... are its visible units one behind
 * the other, layers 1, 3, ... its hidden units. Weights that are not there are 0.
 */
public final class Dbm {
  private final List<Integer> layers;
  private final int[] first;
  private final Rbm rbm;

  /**
   * @param layers units of v, h1, ..., hL; two layers at least
   */
  public Dbm(List<Integer> layers, Extras extras) {
    this.rbm = new Rbm(extras, Connections.ofLayers(layers));
    this.layers = List.copyOf(layers);
    this.first = new int[layers.size()];
    for (int layer = 2; layer < first.length; layer++) {
      first[layer] = first[layer - 2] + layers.get(layer - 2);
    }
  }

  /** The machine of two layers that this one is. */
  public Rbm rbm() {
    return rbm;
  }

  /** Units of each layer, those of v first. */
  public List<Integer> layers() {
    return layers;
  }

  /** The number of layers of hidden units. */
  public int depth() {
    return layers.size() - 1;
  }

  public int units(int layer) {
    return layers.get(layer);
  }

  /** The place of a layer's first unit among the units of all even, or all odd, layers. */
  public int first(int layer) {
    return first[layer];
  }

  /** The place behind a layer's last unit. */
  int end(int layer) {
    return first[layer] + layers.get(layer);
  }

  static boolean isEven(int layer) {
    return layer % 2 == 0;
  }

  /** The biases of all even, or all odd, layers. */
  Block biases(int layer) {
    return isEven(layer) ? rbm.visibleBias() : rbm.hiddenBias();
  }

  public float bias(Parameters parameters, int layer, int unit) {
    return parameters.at(biases(layer), 0, first[layer] + unit);
  }

  public void setBias(Parameters parameters, int layer, int unit, float bias) {
    parameters.set(biases(layer), 0, first[layer] + unit, bias);
  }

  /** The offset that centring takes off a unit; there must be offsets. */
  public float offset(Parameters parameters, int layer, int unit) {
    return parameters.at(offsets(layer), 0, first[layer] + unit);
  }

  public void setOffset(Parameters parameters, int layer, int unit, float offset) {
    parameters.set(offsets(layer), 0, first[layer] + unit, offset);
  }

  private Block offsets(int layer) {
    return isEven(layer) ? rbm.visibleOffset() : rbm.hiddenOffset();
  }

  /** The weight between unit i of a layer and unit j of the next. */
  public float weight(Parameters parameters, int layer, int i, int j) {
    return parameters.at(rbm.weights(), row(layer, i, j), column(layer, i, j));
  }

  /** Sets a weight; derived blocks must be derived anew. */
  public void setWeight(Parameters parameters, int layer, int i, int j, float weight) {
    parameters.set(rbm.weights(), row(layer, i, j), column(layer, i, j), weight);
  }

  private int row(int layer, int i, int j) {
    return isEven(layer) ? first[layer] + i : first[layer + 1] + j;
  }

  private int column(int layer, int i, int j) {
    return isEven(layer) ? first[layer + 1] + j : first[layer] + i;
  }
}
