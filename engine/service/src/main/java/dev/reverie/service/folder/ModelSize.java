package dev.reverie.service.folder;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Panels;
import dev.reverie.service.console.Numbers;

/** Refuses a model whose numbers do not even fit into memory once, before any of them is made. */
public final class ModelSize {
  private ModelSize() {}

  public static void require(int visible, int hidden) {
    require(visible, hidden, Runtime.getRuntime().maxMemory());
  }

  static void require(int visible, int hidden, long heap) {
    double numbers = paired(visible, hidden) + paired(hidden, visible);
    double bytes = Float.BYTES * numbers;
    if (numbers > Integer.MAX_VALUE - Panels.WIDTH * 4 || bytes > heap) {
      throw new InputException(
          Numbers.format(
              "a model of %d visible x %d hidden units takes %s for its parameters alone, must take at most %s",
              visible,
              hidden,
              Numbers.bytes(bytes),
              Numbers.bytes(Math.min(heap, (double) Float.BYTES * Integer.MAX_VALUE))));
    }
  }

  private static double paired(double rows, double columns) {
    return Math.ceil(rows / 2) * 3 * Panels.WIDTH * Math.ceil(columns / Panels.WIDTH);
  }
}
