package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Where the size of a step lies in a layout: one published number that all particles share, named
 * {@code step_size}, or nowhere when no coordinate is real.
 */
public final class StepSize {
  private static final String NAME = "step_size";

  private final Block block;

  private StepSize(Block block) {
    this.block = block;
  }

  /** Adds the size to a layout. */
  public static void addTo(Layout.Builder layout, Energy energy) {
    if (Energy.realCoordinates(energy) > 0) {
      layout.add(NAME, Role.PUBLISHED, Storage.ROWS, 1, 1);
    }
  }

  /** The size in a layout that it has been added to. */
  public static StepSize in(Layout layout, Energy energy) {
    return new StepSize(Energy.realCoordinates(energy) > 0 ? layout.block(NAME) : null);
  }

  /** Whether there is a size. */
  boolean present() {
    return block != null;
  }

  /** The size; 1 where there is none. */
  public double read(Parameters parameters) {
    return present() ? parameters.at(block, 0, 0) : 1;
  }

  /** Rounds to {@code float}; does nothing where there is no size. */
  void write(double size, Parameters into) {
    if (present()) {
      into.set(block, 0, 0, (float) size);
    }
  }
}
