package dev.reverie.service.family.dbm;

import dev.reverie.dbm.Dbm;
import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A deep machine as tensors: {@code weights_1} [visible, h1], {@code weights_2} [h1, h2] and so on,
 * {@code visible_bias} [visible], {@code hidden_bias_1} [h1], {@code hidden_bias_2} [h2] and so on.
 */
final class DbmTensors {
  private static final String WEIGHTS = "weights_";

  private DbmTensors() {}

  static List<Tensor> of(Dbm dbm, Parameters parameters) {
    List<Tensor> tensors = new ArrayList<>();
    for (int layer = 0; layer < dbm.depth(); layer++) {
      int below = dbm.units(layer);
      int above = dbm.units(layer + 1);
      float[] weights = new float[below * above];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = dbm.weight(parameters, layer, k / above, k % above);
      }
      tensors.add(Tensor.of(WEIGHTS + (layer + 1), weights, below, above));
    }
    for (int layer = 0; layer <= dbm.depth(); layer++) {
      float[] biases = new float[dbm.units(layer)];
      for (int k = 0; k < biases.length; k++) {
        biases[k] = dbm.bias(parameters, layer, k);
      }
      tensors.add(Tensor.of(bias(layer), biases, biases.length));
    }
    return tensors;
  }

  private static String bias(int layer) {
    return layer == 0 ? "visible_bias" : "hidden_bias_" + layer;
  }

  static DbmModel read(Safetensors file, String source) {
    List<Integer> layers = layers(file, source);
    DbmDesign.requireSize(layers);
    Dbm dbm = new Dbm(layers, Extras.NONE);
    Parameters parameters = new Parameters(dbm.rbm().layout());
    for (int layer = 0; layer <= dbm.depth(); layer++) {
      float[] biases = file.require(source, bias(layer), TensorType.F32, dbm.units(layer)).floats();
      for (int k = 0; k < biases.length; k++) {
        dbm.setBias(parameters, layer, k, biases[k]);
      }
      if (layer < dbm.depth()) {
        setWeights(file, source, dbm, layer, parameters);
      }
    }
    try {
      parameters.requireBounded();
    } catch (DivergedException e) {
      throw new InputException(source + " cannot be used: " + e.getMessage(), e);
    }
    dbm.rbm().derive(parameters);
    return new DbmModel(dbm, parameters);
  }

  private static void setWeights(
      Safetensors file, String source, Dbm dbm, int layer, Parameters into) {
    int above = dbm.units(layer + 1);
    float[] weights =
        file.require(source, WEIGHTS + (layer + 1), TensorType.F32, dbm.units(layer), above)
            .floats();
    for (int k = 0; k < weights.length; k++) {
      dbm.setWeight(into, layer, k / above, k % above, weights[k]);
    }
  }

  /** The units of each layer, from the shapes of the weights. */
  private static List<Integer> layers(Safetensors file, String source) {
    List<Integer> layers = new ArrayList<>();
    for (int layer = 1; weights(file, layer).isPresent(); layer++) {
      long[] shape = weights(file, layer).orElseThrow().shape();
      String name = source + ": tensor " + WEIGHTS + layer;
      if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
        throw new InputException(name + " must have two dimensions, the layer below first");
      }
      if (layer == 1) {
        layers.add((int) shape[0]);
      } else if (shape[0] != layers.get(layer - 1)) {
        throw new InputException(
            name
                + " has "
                + shape[0]
                + " rows, must have the "
                + layers.get(layer - 1)
                + " units"
                + " of the layer below");
      }
      layers.add((int) shape[1]);
    }
    if (layers.isEmpty()) {
      throw new InputException(source + " has no tensor " + WEIGHTS + "1");
    }
    return layers;
  }

  private static Optional<Tensor> weights(Safetensors file, int layer) {
    return file.tensors().stream()
        .filter(tensor -> tensor.name().equals(WEIGHTS + layer))
        .findFirst();
  }
}
