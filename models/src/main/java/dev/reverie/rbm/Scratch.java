package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;

/** Working memory for one slab of states. Borrowed from the model by one thread at a time. */
final class Scratch {
  /** Places of the rows that states sum: a list for each, or the lists of each four of them. */
  final int[] places;

  /** Where these lists start, and where the last one ends. */
  final int[] starts = new int[Slab.STATES / 4 * Panels.LISTS_OF_FOUR + 1];

  /** Sums of the lists of four states. */
  final float[] sums = new float[VectorOps.FOURS_WORK];

  final int[] rows = new int[Slab.STATES];
  private float[] softmaxFields;
  private int[] softmaxWeights;

  /** Fields of one panel of all states. */
  final float[] fields = new float[Panels.LEAD_IN + Slab.STATES * Panels.WIDTH];

  /** Thresholds, likewise. */
  final int[] thresholds = new int[Panels.LEAD_IN + Slab.STATES * Panels.WIDTH];

  /** Fields of all hidden units of one state. */
  final float[] hiddenField;

  /** As many numbers as there are visible units. */
  final int[] visiblePlaces;

  final long[] visible;
  final long[] hidden;
  final long[] steps = new long[Slab.STATES];
  final long[] drawWork = new long[VectorOps.DRAW_WORK];

  /** Bytes of what depends on the model's size. */
  static long bytes(Rbm rbm) {
    long visible = Panels.padded(rbm.visible());
    long hidden = Panels.padded(rbm.hidden());
    long units = Math.max(visible, hidden);
    long states = Slab.STATES * (visible + hidden) / Byte.SIZE;
    return Integer.BYTES * (Slab.STATES + 1) * units + states;
  }

  Scratch(Rbm rbm) {
    int units = Panels.padded(Math.max(rbm.visible(), rbm.hidden()));
    this.places = new int[Math.multiplyExact(Slab.STATES, units + 3) + Panels.SPARE_PLACES];
    this.hiddenField = new float[Panels.padded(rbm.hidden())];
    this.visiblePlaces = new int[Panels.padded(rbm.visible())];
    this.visible = new long[Slab.STATES * rbm.visibleWords()];
    this.hidden = new long[Slab.STATES * rbm.hiddenWords()];
  }

  /** Room for the fields of that many softmax units of every state; made when first asked for. */
  float[] softmaxFields(int units) {
    if (softmaxFields == null || softmaxFields.length < Slab.STATES * units) {
      softmaxFields = new float[Slab.STATES * units];
    }
    return softmaxFields;
  }

  /** Room for the weights of one group. */
  int[] softmaxWeights(int units) {
    if (softmaxWeights == null || softmaxWeights.length < units) {
      softmaxWeights = new int[units];
    }
    return softmaxWeights;
  }
}
