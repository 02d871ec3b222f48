package dev.reverie.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The units of one layer, in order: parts of one kind each. */
public record Layer(List<Part> parts) {

  /**
   * Units of one kind.
   *
   * @param first number of the first unit in the layer
   * @param units how many units
   * @param states units of one softmax group, of which one is 1; 1 for any other kind
   */
  public record Part(UnitKind kind, int first, int units, int states) {
    public Part {
      if (first < 0 || units < 1 || states < 1 || units % states != 0) {
        throw new IllegalArgumentException(
            "first="
                + first
                + " units="
                + units
                + " states="
                + states
                + ", must make whole groups");
      }
      if ((kind == UnitKind.SOFTMAX) != (states > 1)) {
        throw new IllegalArgumentException(
            "states=" + states + " of " + kind.key() + " units, softmax groups alone have several");
      }
    }

    /** Number behind the last unit. */
    public int end() {
      return first + units;
    }

    /** Softmax groups, or units of another kind. */
    public int groups() {
      return units / states;
    }

    /** {@code binary}, {@code softmax:10}. */
    String key() {
      return states > 1 ? kind.key() + ":" + states : kind.key();
    }
  }

  public Layer {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts=[], must have one at least");
    }
    boolean spins = parts.stream().anyMatch(part -> part.kind() == UnitKind.SPIN);
    if (spins && parts.size() > 1) {
      throw new IllegalArgumentException("parts=" + parts + ", spins must be alone in their layer");
    }
    int next = 0;
    for (Part part : parts) {
      if (part.first() != next) {
        throw new IllegalArgumentException("first=" + part.first() + ", must be " + next);
      }
      next = part.end();
    }
  }

  public static Layer binary(int units) {
    return of(UnitKind.BINARY, units);
  }

  /** Units of one kind that is not softmax. */
  public static Layer of(UnitKind kind, int units) {
    return new Layer(List.of(new Part(kind, 0, units, 1)));
  }

  /** Groups of units of which one is 1. */
  public static Layer softmax(int groups, int states) {
    return new Layer(
        List.of(new Part(UnitKind.SOFTMAX, 0, Math.multiplyExact(groups, states), states)));
  }

  /** This layer's units, then those of another. */
  public Layer and(Layer other) {
    List<Part> all = new ArrayList<>(parts);
    for (Part part : other.parts) {
      all.add(new Part(part.kind(), units() + part.first(), part.units(), part.states()));
    }
    return new Layer(all);
  }

  public int units() {
    return parts.get(parts.size() - 1).end();
  }

  /** Whether every unit's state is one bit. */
  public boolean discrete() {
    return parts.stream().allMatch(part -> part.kind().discrete());
  }

  /** Whether every unit's values are bounded. */
  public boolean bounded() {
    return parts.stream().allMatch(part -> part.kind().bounded());
  }

  /** The kind of one unit. */
  public UnitKind kindOf(int unit) {
    for (Part part : parts) {
      if (unit >= part.first() && unit < part.end()) {
        return part.kind();
      }
    }
    throw new IllegalArgumentException("unit=" + unit + ", must lie in [0, " + units() + ")");
  }

  /** Whether there is a unit of that kind. */
  public boolean has(UnitKind kind) {
    return parts.stream().anyMatch(part -> part.kind() == kind);
  }

  /** A bit's worth: a discrete unit's value is {@code scale * bit + shift}. */
  public int scale() {
    return parts.get(0).kind().scale();
  }

  /** See {@link #scale}. */
  public int shift() {
    return parts.get(0).kind().shift();
  }

  /** {@code binary}, {@code softmax:3}, {@code binary+softmax:10}. */
  public String key() {
    return parts.stream().map(Part::key).collect(Collectors.joining("+"));
  }
}
