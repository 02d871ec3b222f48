package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannLearning;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.Roles;
import dev.reverie.coupling.Graph;
import dev.reverie.data.Labelling;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.Map;

/**
 * Boltzmann machines. A model file holds couplings [edges], biases [units] and edges [2, edges],
 * the lower units, then the upper ones; and in the metadata the kind of the units, how many are
 * visible, labels and hidden, and the temperature.
 */
public final class BoltzmannFamily implements Family {
  static final String UNITS = "units";
  static final String VISIBLE = "visible";
  static final String LABELS = "labels";
  static final String HIDDEN = "hidden";
  static final String TEMPERATURE = "temperature";
  static final String EDGES = "edges";

  private static final String SHARE = "at least 0 and less than 1";

  @Override
  public String key() {
    return "boltzmann";
  }

  @Override
  public Map<String, String> models() {
    return Map.of("boltzmann", "units coupled as a graph tells, or all of them");
  }

  /** Every unit meets every other, so that a step moves a field by that many couplings. */
  @Override
  public Map<Setting, String> defaults(String model, Map<Setting, String> given) {
    return Map.of(Setting.HIDDEN, "0", Setting.RATE, "0.01");
  }

  @Override
  public Design design(Texts settings) {
    double temperature =
        settings.isAuto(Setting.TEMPERATURE)
            ? settings.keep(Setting.TEMPERATURE, 1.0)
            : settings.positive(Setting.TEMPERATURE);
    BoltzmannLearning learning =
        new BoltzmannLearning(
            settings.whole(Setting.PARTICLES, 1, Integer.MAX_VALUE),
            settings.isAuto(Setting.STEPS)
                ? settings.keep(Setting.STEPS, 1)
                : settings.whole(Setting.STEPS, 1, Integer.MAX_VALUE),
            settings.whole(Setting.CLAMPED_SWEEPS, 1, Integer.MAX_VALUE),
            new Schedule(settings.positive(Setting.RATE), Schedule.Decay.NONE, 1),
            settings.number(Setting.MOMENTUM, 0, 1, SHARE),
            settings.notNegative(Setting.WEIGHT_DECAY),
            settings.notNegative(Setting.WEIGHT_SCALE),
            settings.wholeLong(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
    return new BoltzmannDesign(
        kind(settings.text(Setting.VISIBLE_UNITS)),
        settings.whole(Setting.HIDDEN, 0, Graph.UNIT_LIMIT),
        settings.file(Setting.LABELS, Labelling.AUTO, Texts.NONE),
        settings.file(Setting.GRAPH, Texts.NONE),
        temperature,
        settings.choice(Setting.RATE_DECAY, Schedule.Decay.class),
        learning);
  }

  private static UnitKind kind(String text) {
    return Arrays.stream(new UnitKind[] {UnitKind.BINARY, UnitKind.SPIN})
        .filter(kind -> kind.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "visible-units="
                        + Quoted.of(text)
                        + " with model=boltzmann, must be binary or spin: all units are of one kind"));
  }

  @Override
  public TrainedModel read(Safetensors file, String source) {
    try {
      Roles roles =
          new Roles(
              (int) number(file, source, VISIBLE),
              (int) number(file, source, LABELS),
              (int) number(file, source, HIDDEN));
      BoltzmannMachine machine =
          new BoltzmannMachine(
              graph(file, source, roles.units()),
              roles,
              kind(file.metadata().getOrDefault(UNITS, "")),
              number(file, source, TEMPERATURE));
      Parameters parameters = ModelFile.learned(machine.layout(), file, source);
      parameters.requireBounded();
      machine.derive(parameters);
      return new BoltzmannModel(machine, parameters);
    } catch (DivergedException e) {
      throw new InputException(source + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Graph graph(Safetensors file, String source, int units) {
    long[] shape =
        file.tensors().stream()
            .filter(tensor -> tensor.name().equals(EDGES))
            .findFirst()
            .map(Tensor::shape)
            .orElseThrow(() -> new InputException(source + " has no tensor " + EDGES));
    int edges = shape.length == 2 ? (int) shape[1] : 0;
    int[] all = file.require(source, EDGES, TensorType.I32, 2, edges).ints();
    try {
      return Graph.of(units, Arrays.copyOf(all, edges), Arrays.copyOfRange(all, edges, 2 * edges));
    } catch (IllegalArgumentException e) {
      throw new InputException(source + ": tensor " + EDGES + ": " + e.getMessage(), e);
    }
  }

  private static double number(Safetensors file, String source, String name) {
    String text = file.metadata().getOrDefault(name, "");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          source + ": " + name + "=" + Quoted.of(text) + ", must be a number", e);
    }
  }
}
