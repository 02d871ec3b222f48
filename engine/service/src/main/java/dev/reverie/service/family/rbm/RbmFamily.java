package dev.reverie.service.family.rbm;

import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import dev.reverie.unit.LayerKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Restricted Boltzmann machines. A model file holds weights [visible, hidden] and what else is
 * learned, and in the metadata the kinds of the units.
 */
public final class RbmFamily implements Family {
  static final String VISIBLE_UNITS = "visible_units";
  static final String HIDDEN_UNITS = "hidden_units";
  private static final String BINARY = "binary";

  /** Levels lie near each other only where chains keep up with the parameters. */
  private static final String TRAJECTORY_RATE = "0.01";

  @Override
  public String key() {
    return "rbm";
  }

  @Override
  public Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    for (RbmKind kind : RbmKind.values()) {
      models.put(Choice.name(kind), kind.words());
    }
    return models;
  }

  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    Map<Setting, String> defaults =
        Choice.of(Setting.MODEL.key(), Optional.of(model), RbmKind.RBM).defaults();
    Optional<String> method = Optional.ofNullable(given.get(Setting.METHOD));
    if (Choice.of(Setting.METHOD.key(), method, Method.PCD) == Method.TRAJECTORY) {
      defaults.put(Setting.RATE, TRAJECTORY_RATE);
    }
    return defaults;
  }

  @Override
  public Design design(Texts settings) {
    return new RbmSettings(settings).read();
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    long[] shape =
        file.tensors().stream()
            .filter(tensor -> tensor.name().equals("weights"))
            .findFirst()
            .map(Tensor::shape)
            .orElseThrow(() -> new InputException(source + " has no tensor weights"));
    if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
      throw new InputException(source + ": tensor weights must have the shape [visible, hidden]");
    }
    ModelSize.require((int) shape[0], (int) shape[1]);
    Rbm rbm =
        new Rbm(
            layer(file, source, VISIBLE_UNITS, shape[0]),
            layer(file, source, HIDDEN_UNITS, shape[1]),
            Extras.NONE);
    Parameters parameters = ModelFile.learned(rbm.layout(), file, source);
    try {
      rbm.requireBounded(parameters);
    } catch (DivergedException e) {
      throw new InputException(source + " cannot be used: " + e.getMessage(), e);
    }
    rbm.derive(parameters);
    return new RbmModel(rbm, parameters);
  }

  private static Layer layer(Safetensors file, String source, String units, long count) {
    String key = file.metadata().getOrDefault(units, BINARY);
    return LayerKey.parse(source + ": " + units, key, (int) count);
  }
}
