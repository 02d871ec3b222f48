package dev.reverie.hopfield;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * The structure of a Hopfield network: its blocks of parameters, {@code couplings} [units, units],
 * symmetric with a diagonal of 0, and {@code biases} [1, units]. Immutable.
 */
public final class Hopfield {
  /** The most units: as many couplings as an array holds. */
  public static final int UNIT_LIMIT = 46_000;

  private final int units;
  private final Layout layout;

  /**
   * @param units 2 to {@link #UNIT_LIMIT}
   */
  public Hopfield(int units) {
    if (units < 2 || units > UNIT_LIMIT) {
      throw new IllegalArgumentException("units=" + units + ", must be 2 to " + UNIT_LIMIT);
    }
    this.units = units;
    this.layout =
        Layout.builder()
            .add("couplings", Role.LEARNED, Storage.ROWS, units, units)
            .add("biases", Role.LEARNED, Storage.ROWS, 1, units)
            .build();
  }

  public int units() {
    return units;
  }

  /** Words that hold a state as bits. */
  int words() {
    return (units + Long.SIZE - 1) / Long.SIZE;
  }

  public Layout layout() {
    return layout;
  }

  public Block couplings() {
    return layout.block("couplings");
  }

  public Block biases() {
    return layout.block("biases");
  }
}
