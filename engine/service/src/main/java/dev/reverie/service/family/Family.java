package dev.reverie.service.family;

import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.Texts;
import dev.reverie.tensor.Safetensors;
import java.util.Map;

/**
 * Models of one kind. A public class with a public constructor without arguments, named in {@code
 * META-INF/services/dev.reverie.service.family.Family}; immutable.
 */
public interface Family {
  /** The word {@code model} in the metadata of its model files. */
  String key();

  /**
   * Its names for {@code --model}, each with a few words that say what it is, in the order of the
   * help.
   */
  Map<String, String> models();

  /**
   * What settings are where nobody says: over the general defaults.
   *
   * @param model one of the names
   * @param given what somebody says
   */
  Map<Setting, String> defaults(String model, Map<Setting, String> given);

  /**
   * Reads the family's settings. Those that are not read here, and are not common to all families,
   * are refused where they are given. Particles, hidden units and labels are told to the others by
   * being read.
   *
   * @throws dev.reverie.input.InputException when a value is out of range, or values do not go
   *     together
   */
  Design design(Texts settings);

  /**
   * Reads a model, its derived numbers included.
   *
   * @param source the file's name, for messages
   * @throws dev.reverie.input.InputException when the file cannot be used
   */
  TrainedModel read(Safetensors file, String source);
}
