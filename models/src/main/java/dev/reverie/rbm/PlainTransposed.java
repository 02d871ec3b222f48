package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Packed weights, and unpacked ones by hidden units for those visible units that are real-valued
 * where data clamp the others: from that panel of 64 visible units on which has the first of them.
 */
final class PlainTransposed implements Copies {
  static final String BLOCK = "weights_by_hidden";

  private static final int WIDTH = Panels.WIDTH;

  private final PackedWeights packed;
  private final Block weights;
  private final Block byHidden;
  private final int firstGroup;

  PlainTransposed(Rbm rbm, PackedWeights packed) {
    this.packed = packed;
    this.weights = rbm.weights();
    this.byHidden = rbm.layout().block(BLOCK);
    this.firstGroup = firstGroup(rbm);
  }

  static void addTo(Layout.Builder layout, Rbm rbm) {
    int columns = rbm.visible() - firstGroup(rbm) * WIDTH;
    layout.add(BLOCK, Role.DERIVED, Storage.PLAIN_PANELS, rbm.hidden(), columns);
  }

  private static int firstGroup(Rbm rbm) {
    return rbm.observed() / WIDTH;
  }

  @Override
  public void copyAll(Parameters parameters) {
    packed.copyAll(parameters);
    for (int panel = 0; panel < Panels.count(weights.columns()); panel++) {
      for (int group = firstGroup; group < Panels.count(weights.rows()); group++) {
        transpose(parameters.values(), panel, group);
      }
    }
  }

  @Override
  public void copy(Parameters parameters, float scale, int panel, int group, CopyWork work) {
    packed.copy(parameters, scale, panel, group, work);
    if (group >= firstGroup) {
      transpose(parameters.values(), panel, group);
    }
  }

  private void transpose(float[] values, int panel, int group) {
    int rows = Math.min(WIDTH, weights.rows() - group * WIDTH);
    int columns = Math.min(WIDTH, weights.columns() - panel * WIDTH);
    int from = weights.offset() + (panel * weights.rows() + group * WIDTH) * WIDTH;
    int to = byHidden.offset() + ((group - firstGroup) * byHidden.rows() + panel * WIDTH) * WIDTH;
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        values[to + column * WIDTH + row] = values[from + row * WIDTH + column];
      }
      for (int row = rows; row < WIDTH; row++) {
        values[to + column * WIDTH + row] = 0;
      }
    }
  }

  @Override
  public float scale(Parameters parameters) {
    return packed.scale(parameters);
  }

  @Override
  public void finish(Parameters parameters, float scale, float largest) {
    packed.finish(parameters, scale, largest);
  }
}
