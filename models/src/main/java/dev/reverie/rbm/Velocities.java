package dev.reverie.rbm;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/** Where the velocities of weights and biases lie in a rule's state; nowhere without momentum. */
record Velocities(boolean present, float[] values, int weights, int visible, int hidden) {
  private static final String WEIGHTS = "weights_velocity";
  private static final String VISIBLE = "visible_bias_velocity";
  private static final String HIDDEN = "hidden_bias_velocity";

  static Layout layout(Rbm rbm) {
    Role role = Role.LEARNED;
    return Layout.builder()
        .add(WEIGHTS, role, Storage.PLAIN_PANELS, rbm.visible(), rbm.hidden())
        .add(VISIBLE, role, Storage.PLAIN_PANELS, 1, rbm.visible())
        .add(HIDDEN, role, Storage.PLAIN_PANELS, 1, rbm.hidden())
        .build();
  }

  static Velocities of(Layout layout, Parameters state) {
    if (layout.blocks().isEmpty()) {
      return new Velocities(false, null, 0, 0, 0);
    }
    return new Velocities(
        true,
        state.values(),
        layout.block(WEIGHTS).offset(),
        layout.block(VISIBLE).offset(),
        layout.block(HIDDEN).offset());
  }
}
