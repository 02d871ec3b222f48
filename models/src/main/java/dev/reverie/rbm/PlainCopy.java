package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * The parameters of a discrete machine as plain numbers, both ways round, for estimators that work
 * on values of units instead of packed states.
 */
record PlainCopy(Parameters parameters, DenseSide visibleSide, DenseSide hiddenSide) {

  static PlainCopy of(Rbm rbm, Parameters from) {
    Layout.Builder layout = Layout.builder();
    layout.add("by_visible", Role.DERIVED, Storage.PLAIN_PANELS, rbm.visible(), rbm.hidden());
    layout.add("by_hidden", Role.DERIVED, Storage.PLAIN_PANELS, rbm.hidden(), rbm.visible());
    layout.add("visible_bias", Role.DERIVED, Storage.PLAIN_PANELS, 1, rbm.visible());
    layout.add("hidden_bias", Role.DERIVED, Storage.PLAIN_PANELS, 1, rbm.hidden());
    Parameters to = new Parameters(layout.build());
    Block byVisible = to.layout().block("by_visible");
    Block byHidden = to.layout().block("by_hidden");
    Block visibleBias = to.layout().block("visible_bias");
    Block hiddenBias = to.layout().block("hidden_bias");
    Block weights = rbm.weights();
    for (int i = 0; i < rbm.visible(); i++) {
      for (int j = 0; j < rbm.hidden(); j++) {
        float weight = from.at(weights, i, j);
        to.set(byVisible, i, j, weight);
        to.set(byHidden, j, i, weight);
      }
    }
    to.setRows(visibleBias, from.rows(rbm.visibleBias()));
    to.setRows(hiddenBias, from.rows(rbm.hiddenBias()));
    return new PlainCopy(
        to,
        new DenseSide(rbm.visibleLayer(), byHidden, new Block[] {visibleBias}),
        new DenseSide(rbm.hiddenLayer(), byVisible, new Block[] {hiddenBias}));
  }
}
