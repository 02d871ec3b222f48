package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/** Keeps the weights by hidden units, and by visible ones where several blocks are added up. */
final class TransposedWeights implements Copies {
  private static final int WIDTH = Panels.WIDTH;

  private final Block[] weights;
  private final Block byVisible;
  private final Block byHidden;

  TransposedWeights(Rbm rbm, Block[] weights, String prefix) {
    this.weights = weights;
    this.byVisible =
        weights.length == 1 ? weights[0] : rbm.layout().block(prefix + "weights_by_visible");
    this.byHidden = rbm.layout().block(prefix + "weights_by_hidden");
  }

  static void addTo(Layout.Builder layout, Rbm rbm, String prefix) {
    if (!prefix.isEmpty()) {
      layout.add(
          prefix + "weights_by_visible",
          Role.DERIVED,
          Storage.PLAIN_PANELS,
          rbm.visible(),
          rbm.hidden());
    }
    layout.add(
        prefix + "weights_by_hidden",
        Role.DERIVED,
        Storage.PLAIN_PANELS,
        rbm.hidden(),
        rbm.visible());
  }

  /** Visible by hidden. */
  Block byVisible() {
    return byVisible;
  }

  /** Hidden by visible. */
  Block byHidden() {
    return byHidden;
  }

  @Override
  public void copyAll(Parameters parameters) {
    for (int panel = 0; panel < Panels.count(byVisible.columns()); panel++) {
      for (int group = 0; group < Panels.count(byVisible.rows()); group++) {
        copy(parameters, 1f, panel, group, null);
      }
    }
  }

  @Override
  public void copy(Parameters parameters, float scale, int panel, int group, CopyWork work) {
    int lastRow = Math.min(group * WIDTH + WIDTH, byVisible.rows());
    int lastColumn = Math.min(panel * WIDTH + WIDTH, byVisible.columns());
    for (int i = group * WIDTH; i < lastRow; i++) {
      for (int j = panel * WIDTH; j < lastColumn; j++) {
        float sum = parameters.at(weights[0], i, j);
        if (weights.length > 1) {
          sum += parameters.at(weights[1], i, j);
          parameters.set(byVisible, i, j, sum);
        }
        parameters.set(byHidden, j, i, sum);
      }
    }
  }

  @Override
  public float scale(Parameters parameters) {
    return 1f;
  }

  @Override
  public void finish(Parameters parameters, float scale, float largest) {
    // Floats have no scale to be chosen.
  }
}
