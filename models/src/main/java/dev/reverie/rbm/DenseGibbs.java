package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;

/** Block Gibbs steps of a slab of real-valued states, which lie in a {@link DenseScratch}. */
final class DenseGibbs {
  private final Rbm rbm;
  private final View view;
  private final int visibleStride;
  private final int hiddenStride;

  DenseGibbs(Rbm rbm, View view) {
    this.rbm = rbm;
    this.view = view;
    this.visibleStride = Panels.padded(rbm.visible());
    this.hiddenStride = Panels.padded(rbm.hidden());
  }

  /** Numbers that the visible units of a state take. */
  int visibleStride() {
    return visibleStride;
  }

  /** Numbers that the hidden units of a state take. */
  int hiddenStride() {
    return hiddenStride;
  }

  /**
   * Draws all visible units.
   *
   * @param steps of the random numbers, from {@code stepsAt} on
   */
  void drawVisible(
      Parameters parameters,
      float beta,
      int count,
      RandomStream random,
      int firstItem,
      long[] steps,
      int stepsAt,
      DenseScratch s) {
    DenseSide side = view.denseVisible();
    rbm.variances(parameters, s.variances);
    side.fields(parameters, s.hidden, hiddenStride, count, s.visibleFields);
    for (int n = 0; n < count; n++) {
      int at = n * visibleStride;
      long step = steps[stepsAt + n];
      side.draw(s.visibleFields, at, s.variances, beta, random, firstItem + n, step, s.visible, at);
    }
  }

  /** Computes the hidden units' fields from the visible units' values. */
  void hiddenFields(Parameters parameters, int count, DenseScratch s) {
    rbm.variances(parameters, s.variances);
    for (int n = 0; n < count * visibleStride; n += visibleStride) {
      for (int i = 0; i < rbm.visible(); i++) {
        s.scaled[n + i] = s.visible[n + i] / s.variances[i];
      }
    }
    view.denseHidden().fields(parameters, s.scaled, visibleStride, count, s.hiddenFields);
  }

  /** Draws all hidden units from their fields. */
  void drawHidden(
      float beta,
      int count,
      RandomStream random,
      int firstItem,
      long[] steps,
      int stepsAt,
      DenseScratch s) {
    DenseSide side = view.denseHidden();
    for (int n = 0; n < count; n++) {
      int at = n * hiddenStride;
      long step = steps[stepsAt + n];
      side.draw(s.hiddenFields, at, null, beta, random, firstItem + n, step, s.hidden, at);
    }
  }

  /** Adds the statistics of all states, with the hidden units' means given their fields. */
  void contribute(int count, RbmSums into, DenseScratch s) {
    for (int n = 0; n < count; n++) {
      view.denseHidden().means(s.hiddenFields, n * hiddenStride, s.means, n * hiddenStride);
    }
    into.addDense(s, count);
  }
}
