package dev.reverie.rbm;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * What is published beside the parameters of an RBM because the rule that learns it needs it.
 *
 * @param offsets {@code visible_offset} and {@code hidden_offset} of centred gradients, in values
 *     of the units
 * @param fastWeights {@code fast_weights}, {@code fast_visible_bias} and {@code fast_hidden_bias},
 *     which the chains of fast persistent contrastive divergence read on top of the parameters
 */
public record Extras(boolean offsets, boolean fastWeights) {
  /** Nothing. */
  public static final Extras NONE = new Extras(false, false);

  static final String VISIBLE_OFFSET = "visible_offset";
  static final String HIDDEN_OFFSET = "hidden_offset";
  static final String FAST_WEIGHTS = "fast_weights";
  static final String FAST_VISIBLE_BIAS = "fast_visible_bias";
  static final String FAST_HIDDEN_BIAS = "fast_hidden_bias";

  void addTo(Layout.Builder layout, int visible, int hidden) {
    if (offsets) {
      layout.add(VISIBLE_OFFSET, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, visible);
      layout.add(HIDDEN_OFFSET, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, hidden);
    }
    if (fastWeights) {
      layout.add(FAST_WEIGHTS, Role.PUBLISHED, Storage.PLAIN_PANELS, visible, hidden);
      layout.add(FAST_VISIBLE_BIAS, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, visible);
      layout.add(FAST_HIDDEN_BIAS, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, hidden);
    }
  }
}
