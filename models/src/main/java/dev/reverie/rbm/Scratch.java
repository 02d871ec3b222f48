package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;

/** Working memory for one slab of states. Borrowed from the model by one thread at a time. */
final class Scratch {
  /** States that are worked on together. */
  static final int SLAB = 128;

  final int[][] places;
  final int[] placeCounts = new int[SLAB];
  final float[] field;
  final int[] thresholds = new int[Panels.WIDTH];
  final long[] blocks = new long[VectorOps.DRAW_WORK];
  final int[] probabilities;
  final int[] sum = new int[Panels.WIDTH];
  final int[] members = new int[SLAB];
  final long[] columns;
  final long[] visible;
  final long[] hidden;
  final long[] steps = new long[SLAB];

  /** Bytes of what depends on the model's size. */
  static long bytes(Rbm rbm) {
    long visible = Panels.padded(rbm.visible());
    long hidden = Panels.padded(rbm.hidden());
    long units = Math.max(visible, hidden);
    long states = SLAB * (visible + hidden) / Byte.SIZE;
    long ints = SLAB * (units / 2 + hidden) + units;
    return Integer.BYTES * ints + Long.BYTES * visible * (SLAB / 64) + states;
  }

  Scratch(Rbm rbm) {
    int units = Math.max(rbm.visible(), rbm.hidden());
    this.places = new int[SLAB][32 * Panels.count(units)];
    this.field = new float[Panels.padded(units)];
    this.probabilities = new int[SLAB * Panels.padded(rbm.hidden())];
    this.columns = new long[Panels.padded(rbm.visible()) * (SLAB / 64)];
    this.visible = new long[SLAB * rbm.visibleWords()];
    this.hidden = new long[SLAB * rbm.hiddenWords()];
  }
}
