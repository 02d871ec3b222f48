package dev.reverie.unit;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads what {@link Layer#key} writes. */
public final class LayerKey {
  private static final String CHOICES =
      Arrays.stream(UnitKind.values())
              .map(kind -> kind == UnitKind.SOFTMAX ? kind.key() + ":STATES" : kind.key())
              .collect(Collectors.joining(", "))
          + ", or one of them with +"
          + UnitKind.SOFTMAX.key()
          + ":CLASSES behind it";

  private LayerKey() {}

  /**
   * A layer of that many units. What stands behind a {@code +} is one softmax group.
   *
   * @param name of the setting, for what is said of a wrong key
   */
  public static Layer parse(String name, String key, int units) {
    int plus = key.indexOf('+');
    if (plus < 0) {
      return part(name, key, key, units);
    }
    String group = key.substring(plus + 1);
    int states = states(name, key, group);
    if (states >= units) {
      throw new InputException(
          name
              + "="
              + Quoted.of(key)
              + " leaves "
              + (units - states)
              + " of "
              + units
              + " units for the rest, must leave 1 at least");
    }
    Layer rest = part(name, key, key.substring(0, plus), units - states);
    if (rest.has(UnitKind.SPIN)) {
      throw new InputException(
          name + "=" + Quoted.of(key) + ", must be of another kind: spins are alone in a layer");
    }
    return rest.and(Layer.softmax(1, states));
  }

  private static Layer part(String name, String key, String part, int units) {
    if (part.startsWith(UnitKind.SOFTMAX.key())) {
      int states = states(name, key, part);
      if (units % states != 0) {
        throw new InputException(
            name + "=" + Quoted.of(key) + " for " + units + " units, must divide them into groups");
      }
      return Layer.softmax(units / states, states);
    }
    for (UnitKind kind : UnitKind.values()) {
      if (kind.key().equals(part)) {
        return Layer.of(kind, units);
      }
    }
    throw wrong(name, key);
  }

  private static int states(String name, String key, String part) {
    String prefix = UnitKind.SOFTMAX.key() + ":";
    try {
      int states = part.startsWith(prefix) ? Integer.parseInt(part.substring(prefix.length())) : 0;
      if (states >= 2) {
        return states;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, key);
    }
    throw wrong(name, key);
  }

  private static InputException wrong(String name, String key) {
    return new InputException(name + "=" + Quoted.of(key) + ", must be " + CHOICES);
  }
}
