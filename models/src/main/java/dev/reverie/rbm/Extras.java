package dev.reverie.rbm;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import java.util.Map;

/**
 * What is published beside the parameters of an RBM because the rule that learns it needs it.
 *
 * @param offsets {@code visible_offset} and {@code hidden_offset} of centred gradients, in values
 *     of the units
 * @param fastWeights {@code fast_weights}, {@code fast_visible_bias} and {@code fast_hidden_bias},
 *     which the chains of fast persistent contrastive divergence read on top of the parameters
 * @param temperatures of the ladders of replica exchange, 0 for none: {@code inverse_temperatures},
 *     and of each pair of neighbours {@code swap_rates}, {@code swap_overlaps} and {@code
 *     log_ratios} of log Z; {@code round_trip_rate}, a ladder and update; {@code base_bias} of the
 *     visible units as bits at the base
 * @param levels of ladders of earlier parameters at most, 0 for none: {@code level_numbers} of all
 *     but the model in units of 2^-11, 0 where there is none, of each pair what temperatures have,
 *     and the parameters of each level, which are frozen: {@code level_K}
 */
public record Extras(boolean offsets, boolean fastWeights, int temperatures, int levels) {
  /** Nothing. */
  public static final Extras NONE = new Extras(false, false, 0, 0);

  public Extras {
    if (temperatures > 0 && levels > 0) {
      throw new IllegalArgumentException(
          "temperatures=" + temperatures + " levels=" + levels + ", one must be 0");
    }
  }

  static final String VISIBLE_OFFSET = "visible_offset";
  static final String HIDDEN_OFFSET = "hidden_offset";
  static final String FAST_WEIGHTS = "fast_weights";
  static final String FAST_VISIBLE_BIAS = "fast_visible_bias";
  static final String FAST_HIDDEN_BIAS = "fast_hidden_bias";
  static final String BASE_BIAS = "base_bias";

  /** One number a level, the model apart. */
  static final String LEVEL_NUMBERS = "level_numbers";

  /** One number a temperature. */
  static final String INVERSE_TEMPERATURES = "inverse_temperatures";

  /**
   * Levels of the ladders that a training has, at most; 0 for none.
   *
   * @param blocks of its parameters, by name
   */
  public static int ladderLevels(Map<String, float[]> blocks) {
    if (blocks.containsKey(LEVEL_NUMBERS)) {
      return blocks.get(LEVEL_NUMBERS).length + 1;
    }
    float[] betas = blocks.get(INVERSE_TEMPERATURES);
    return betas == null ? 0 : betas.length;
  }

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
    if (temperatures > 0) {
      layout.add(INVERSE_TEMPERATURES, Role.PUBLISHED, Storage.ROWS, 1, temperatures);
      LadderBlocks.addTo(layout, temperatures - 1);
      layout.add(BASE_BIAS, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, visible);
    }
    if (levels > 0) {
      layout.add(LEVEL_NUMBERS, Role.PUBLISHED, Storage.ROWS, 1, levels - 1);
      LadderBlocks.addTo(layout, levels - 1);
    }
  }
}
