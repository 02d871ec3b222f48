package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/**
 * A discrete machine whose units are 0 and 1, with the same distribution over states as another:
 * that one itself unless it has spins. Energies differ by a constant, so free energies and log Z
 * are both those of this machine and a likelihood is the other's.
 */
public record BitMachine(Rbm rbm, Parameters parameters) {

  /**
   * The machine of bits that stands for one.
   *
   * @param parameters with what is derived from them; not copied where they can stay
   */
  public static BitMachine of(Rbm rbm, Parameters parameters) {
    if (!rbm.discrete()) {
      throw new IllegalArgumentException("rbm has units that are no bits, must be discrete");
    }
    if (rbm.visibleLayer().shift() == 0 && rbm.hiddenLayer().shift() == 0) {
      return new BitMachine(rbm, parameters);
    }
    Rbm bits = new Rbm(bits(rbm.visibleLayer()), bits(rbm.hiddenLayer()), Extras.NONE);
    Parameters converted = new Parameters(bits.layout());
    int scale = rbm.visibleLayer().scale() * rbm.hiddenLayer().scale();
    for (int i = 0; i < rbm.visible(); i++) {
      for (int j = 0; j < rbm.hidden(); j++) {
        float weight = parameters.at(rbm.weights(), i, j);
        converted.set(bits.weights(), i, j, scale * weight);
      }
    }
    copy(parameters, rbm.view().visibleBias(), converted, bits.visibleBias());
    copy(parameters, rbm.view().hiddenBias(), converted, bits.hiddenBias());
    bits.derive(converted);
    return new BitMachine(bits, converted);
  }

  private static Layer bits(Layer layer) {
    return layer.has(UnitKind.SPIN) ? Layer.binary(layer.units()) : layer;
  }

  private static void copy(Parameters from, Block fromBlock, Parameters to, Block toBlock) {
    for (int k = 0; k < toBlock.columns(); k++) {
      to.set(toBlock, 0, k, from.at(fromBlock, 0, k));
    }
  }
}
