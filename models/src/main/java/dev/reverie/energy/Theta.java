package dev.reverie.energy;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Where an energy's parameters lie in a layout: one row named {@code theta}, or nowhere when it has
 * none.
 */
public final class Theta {
  private static final String NAME = "theta";

  private final int length;
  private final Block block;

  private Theta(int length, Block block) {
    this.length = length;
    this.block = block;
  }

  /** Adds the parameters of an energy to a layout. */
  public static void addTo(Layout.Builder layout, Energy energy) {
    int length = energy.parameterNames().size();
    if (length > 0) {
      layout.add(NAME, Role.LEARNED, Storage.ROWS, 1, length);
    }
  }

  /** The parameters of an energy in a layout that they have been added to. */
  public static Theta in(Layout layout, Energy energy) {
    int length = energy.parameterNames().size();
    return new Theta(length, length == 0 ? null : layout.block(NAME));
  }

  public int length() {
    return length;
  }

  public void read(Parameters parameters, double[] into) {
    for (int k = 0; k < length; k++) {
      into[k] = parameters.at(block, 0, k);
    }
  }

  public double[] read(Parameters parameters) {
    double[] theta = new double[length];
    read(parameters, theta);
    return theta;
  }

  /** Rounds to {@code float}. */
  public void write(double[] theta, Parameters into) {
    for (int k = 0; k < length; k++) {
      into.set(block, 0, k, (float) theta[k]);
    }
  }
}
