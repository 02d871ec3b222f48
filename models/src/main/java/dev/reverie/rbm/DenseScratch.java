package dev.reverie.rbm;

import dev.reverie.numeric.Panels;

/**
 * Working memory for one slab of real-valued states, state after state, padded to whole panels.
 * Used by one thread at a time.
 */
final class DenseScratch {
  final float[] visible;
  final float[] scaled;
  final float[] hidden;
  final float[] visibleFields;
  final float[] hiddenFields;
  final float[] means;
  final double[] wholeVisible;
  final double[] wholeHidden;
  final float[] variances;

  DenseScratch(Rbm rbm) {
    int visibleLength = Slab.STATES * Panels.padded(rbm.visible());
    int hiddenLength = Slab.STATES * Panels.padded(rbm.hidden());
    this.visible = new float[visibleLength];
    this.scaled = new float[visibleLength];
    this.visibleFields = new float[visibleLength];
    this.hidden = new float[hiddenLength];
    this.hiddenFields = new float[hiddenLength];
    this.means = new float[hiddenLength];
    this.wholeVisible = new double[visibleLength];
    this.wholeHidden = new double[hiddenLength];
    this.variances = new float[Panels.padded(rbm.visible())];
  }

  /** Bytes that this takes. */
  static long bytes(Rbm rbm) {
    long visible = Panels.padded(rbm.visible());
    long hidden = Panels.padded(rbm.hidden());
    long floats = 3 * visible + 3 * hidden;
    return Slab.STATES * (Float.BYTES * floats + Double.BYTES * (visible + hidden));
  }
}
