package dev.reverie.rbm;

import dev.reverie.numeric.Panels;

/** Working memory for one slab of real-valued states. Used by one thread at a time. */
final class DenseScratch {
  final float[] visible;
  final float[] scaled;
  final float[] hidden;
  final float[] visibleFields;
  final float[] hiddenFields;
  final float[] means;

  DenseScratch(Rbm rbm) {
    int visibleLength = Slab.STATES * Panels.padded(rbm.visible());
    int hiddenLength = Slab.STATES * Panels.padded(rbm.hidden());
    this.visible = new float[visibleLength];
    this.scaled = new float[visibleLength];
    this.visibleFields = new float[visibleLength];
    this.hidden = new float[hiddenLength];
    this.hiddenFields = new float[hiddenLength];
    this.means = new float[hiddenLength];
  }
}
