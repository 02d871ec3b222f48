package dev.reverie.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Connections;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Rbm;
import java.util.List;

/**
 * Starts a deep machine from restricted Boltzmann machines that are learned one after the other
 * (Salakhutdinov and Hinton 2009, section 3.1): each learns the hidden units of the one below as
 * its data. In the deep machine an inner layer has neighbours on both sides, which will say nearly
 * the same; learned alone it takes what one of them says twice. So the first machine doubles
 * weights upwards, the last one downwards, and those between in both directions.
 *
 * <p>The biases of an inner layer are the mean of what both its machines learned.
 */
public final class LayerwiseStart {
  private final List<Integer> layers;

  /**
   * @param layers units of v, h1, ..., hL; two layers at least
   */
  public LayerwiseStart(List<Integer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** How many machines are to be learned. */
  public int machines() {
    return layers.size() - 1;
  }

  /** The machine between a layer and the next, with layer 0 first; to be learned by CD. */
  public Rbm machine(int layer) {
    return new Rbm(
        Extras.NONE,
        Connections.ofCopies(
            layers.get(layer),
            layers.get(layer + 1),
            layer + 1 < machines() ? 2 : 1,
            layer > 0 ? 2 : 1));
  }

  /**
   * The data of the machine above a learned one.
   *
   * @param parameters of the machine of {@code layer}, not to be changed any more
   * @param below data that this machine was learned from
   */
  public BinaryRows rowsAbove(int layer, Parameters parameters, BinaryRows below, long seed) {
    return new HiddenRows(machine(layer), parameters, below, layer, seed);
  }

  /**
   * Writes the parameters that all layers' learning starts from.
   *
   * @param learned parameters of each machine
   * @param data of each machine, whose means centring starts from
   */
  public void write(
      Dbm dbm, List<Parameters> learned, List<? extends BinaryRows> data, Parameters into) {
    if (!dbm.layers().equals(layers) || learned.size() != machines() || data.size() != machines()) {
      throw new IllegalArgumentException(
          "layers=" + dbm.layers() + " learned.size=" + learned.size() + ", must be of " + layers);
    }
    for (int layer = 0; layer < machines(); layer++) {
      Rbm machine = machine(layer);
      for (int i = 0; i < layers.get(layer); i++) {
        float own = learned.get(layer).at(machine.visibleBias(), 0, i);
        dbm.setBias(into, layer, i, layer == 0 ? own : (dbm.bias(into, layer, i) + own) / 2);
        for (int j = 0; j < layers.get(layer + 1); j++) {
          dbm.setWeight(into, layer, i, j, learned.get(layer).at(machine.weights(), i, j));
        }
      }
      for (int j = 0; j < layers.get(layer + 1); j++) {
        dbm.setBias(into, layer + 1, j, learned.get(layer).at(machine.hiddenBias(), 0, j));
      }
    }
    if (dbm.rbm().extras().offsets()) {
      setOffsets(dbm, learned, data, into);
    }
    dbm.rbm().derive(into);
  }

  private void setOffsets(
      Dbm dbm, List<Parameters> learned, List<? extends BinaryRows> data, Parameters into) {
    int top = machines() - 1;
    for (int layer = 0; layer <= machines(); layer++) {
      double[] means =
          layer <= top
              ? data.get(layer).means()
              : new HiddenRows(machine(top), learned.get(top), data.get(top), top, 0).means();
      for (int unit = 0; unit < means.length; unit++) {
        dbm.setOffset(into, layer, unit, (float) means[unit]);
      }
    }
  }
}
