package dev.reverie.service.family.hopfield;

import dev.reverie.hopfield.Hopfield;
import dev.reverie.hopfield.Network;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * Hopfield networks. A model file holds couplings [units, units] and biases [units], and in the
 * metadata the temperature of its units and how many patterns were stored.
 */
public final class HopfieldFamily implements Family {
  static final String TEMPERATURE = "temperature";
  static final String PATTERNS = "patterns";
  private static final String COUPLINGS = "couplings";

  /**
   * Patterns that are alike move all couplings at once, so that a step must be small; momentum
   * makes up for it.
   */
  private static final String RATE = "0.01";

  private static final String MOMENTUM = "0.9";

  /** Moved patterns that lag by an update make learning with momentum swing. */
  private static final String LOCKSTEP = "lockstep";

  @Override
  public String key() {
    return "hopfield";
  }

  @Override
  public Map<String, String> models() {
    return Map.of("hopfield", "patterns stored as fixed points");
  }

  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    Optional<String> method = Optional.ofNullable(given.get(Setting.METHOD));
    StoringMethod storing = Choice.of(Setting.METHOD.key(), method, StoringMethod.GRADIENT);
    return Map.of(
        Setting.METHOD,
        Choice.name(storing),
        Setting.EPOCHS,
        storing == StoringMethod.HEBB ? "1" : "100",
        Setting.MODE,
        LOCKSTEP,
        Setting.RATE,
        RATE,
        Setting.RATE_DECAY,
        "none",
        Setting.MOMENTUM,
        MOMENTUM);
  }

  @Override
  public Design design(Texts settings) {
    return HopfieldDesign.read(settings);
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    long[] shape =
        file.tensors().stream()
            .filter(tensor -> tensor.name().equals(COUPLINGS))
            .findFirst()
            .map(Tensor::shape)
            .orElseThrow(() -> new InputException(source + " has no tensor " + COUPLINGS));
    if (shape.length != 2 || shape[0] != shape[1] || shape[0] < 2) {
      throw new InputException(
          source + ": tensor " + COUPLINGS + " must have the shape [units, units]");
    }
    HopfieldDesign.requireUnits(source + ": units", shape[0]);
    Hopfield hopfield = new Hopfield((int) shape[0]);
    Parameters parameters = ModelFile.learned(hopfield.layout(), file, source);
    double temperature = number(file, source, TEMPERATURE, 0, Double.MAX_VALUE);
    int patterns = (int) number(file, source, PATTERNS, 1, Integer.MAX_VALUE);
    try {
      Network.of(hopfield, parameters);
    } catch (InputException | DivergedException e) {
      throw new InputException(source + " cannot be used: " + e.getMessage(), e);
    }
    return new HopfieldModel(hopfield, parameters, temperature, patterns);
  }

  private static double number(
      Safetensors file, String source, String name, double least, double most) {
    String text = file.metadata().getOrDefault(name, "");
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(source, name, text, least, e);
    }
    throw wrong(source, name, text, least, null);
  }

  private static InputException wrong(
      String source, String name, String text, double least, Throwable cause) {
    return new InputException(
        source + ": " + name + "=" + Quoted.of(text) + ", must be a number from " + least + " on",
        cause);
  }
}
