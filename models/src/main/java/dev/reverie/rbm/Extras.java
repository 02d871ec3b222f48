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
 * @param temperatures of the ladders of replica exchange, 0 for none: {@code inverse_temperatures},
 *     and of each pair of neighbours {@code swap_rates}, {@code swap_overlaps} and {@code
 *     log_ratios} of log Z; {@code round_trip_rate}, a ladder and update; {@code base_bias} of the
 *     visible units as bits at the base
 */
public record Extras(boolean offsets, boolean fastWeights, int temperatures) {
  /** Nothing. */
  public static final Extras NONE = new Extras(false, false, 0);

  static final String VISIBLE_OFFSET = "visible_offset";
  static final String HIDDEN_OFFSET = "hidden_offset";
  static final String FAST_WEIGHTS = "fast_weights";
  static final String FAST_VISIBLE_BIAS = "fast_visible_bias";
  static final String FAST_HIDDEN_BIAS = "fast_hidden_bias";
  static final String SWAP_RATES = "swap_rates";
  static final String OVERLAPS = "swap_overlaps";
  static final String LOG_RATIOS = "log_ratios";
  static final String ROUND_TRIP_RATE = "round_trip_rate";
  static final String BASE_BIAS = "base_bias";

  /** Name of the block that has one number a temperature. */
  public static final String INVERSE_TEMPERATURES = "inverse_temperatures";

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
      layout.add(SWAP_RATES, Role.PUBLISHED, Storage.ROWS, 1, temperatures - 1);
      layout.add(OVERLAPS, Role.PUBLISHED, Storage.ROWS, 1, temperatures - 1);
      layout.add(LOG_RATIOS, Role.PUBLISHED, Storage.ROWS, 1, temperatures - 1);
      layout.add(ROUND_TRIP_RATE, Role.PUBLISHED, Storage.ROWS, 1, 1);
      layout.add(BASE_BIAS, Role.PUBLISHED, Storage.PLAIN_PANELS, 1, visible);
    }
  }
}
