package dev.reverie.service.family.rbm;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Panels;
import dev.reverie.service.console.Numbers;

/** Refuses a model whose numbers do not even fit into memory once, before any of them is made. */
public final class ModelSize {
  private ModelSize() {}

  /** Refuses too many units; a message tells them. */
  public static void require(int visible, int hidden) {
    require(visible, hidden, Runtime.getRuntime().maxMemory());
  }

  static void require(int visible, int hidden, long heap) {
    double numbers = (double) visible * padded(hidden);
    double words = packed(visible, hidden) + packed(hidden, visible);
    double bytes = Float.BYTES * numbers + Long.BYTES * words;
    int most = Integer.MAX_VALUE - Panels.WIDTH * 4;
    if (numbers > most || words > most || bytes > heap) {
      throw new InputException(
          Numbers.format(
              "a model of %d visible x %d hidden units takes %s for its parameters alone, must take at most %s",
              visible,
              hidden,
              Numbers.bytes(bytes),
              Numbers.bytes(Math.min(heap, (double) Float.BYTES * Integer.MAX_VALUE))));
    }
  }

  private static double packed(double rows, double columns) {
    return padded(rows + 1) * padded(columns) / Panels.WIDTH * Panels.ROW_WORDS;
  }

  private static double padded(double units) {
    return Math.ceil(units / Panels.WIDTH) * Panels.WIDTH;
  }
}
