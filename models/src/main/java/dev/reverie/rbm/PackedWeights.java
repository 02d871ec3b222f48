package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import java.util.Arrays;

/**
 * Keeps the weights' two packed copies in step with them, by visible and by hidden units: whole
 * multiples of one unit with 13 bits and a sign, so that sums of four fit into 16 bits. The unit is
 * a power of two, at first the smallest that the largest weight allows, so that a packed weight is
 * off by at most 2^-13 of the largest one. It is kept while the largest weight fits and is not four
 * times smaller than it might be: otherwise a weight that goes to and fro over a limit would have
 * everything packed anew every time. So it depends on the past, and is published for checkpoints.
 */
final class PackedWeights implements Copies {
  static final String UNIT = "weights_unit";
  static final String PACKED = "weights_packed";
  static final String TRANSPOSED = "weights_transposed";

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int BLOCK = WIDTH * Panels.ROW_WORDS;

  /** Weights below 2^-10 need no finer unit. */
  private static final int LEAST_EXPONENT = -10;

  /** The largest weight must not round up to 2^13 units. */
  private static final float ROOM = 1.0001f;

  private final Block weights;
  private final Block added;
  private final float worth;
  private final Block unit;
  private final Block packed;
  private final Block transposed;

  /**
   * @param weights one block or two, of which the sum is packed
   * @param prefix of the names of the blocks that {@link #addTo} added
   */
  PackedWeights(Rbm rbm, Block[] weights, String prefix) {
    this.weights = weights[0];
    this.added = weights.length > 1 ? weights[1] : null;
    this.worth = rbm.visibleLayer().scale() * rbm.hiddenLayer().scale();
    this.unit = rbm.layout().block(prefix + UNIT);
    this.packed = rbm.layout().block(prefix + PACKED);
    this.transposed = rbm.layout().block(prefix + TRANSPOSED);
  }

  static void addTo(Layout.Builder layout, Rbm rbm, String prefix) {
    layout.add(prefix + UNIT, Role.PUBLISHED, Storage.ROWS, 1, 1);
    layout.add(prefix + PACKED, Role.DERIVED, Storage.PACKED_PANELS, rbm.visible(), rbm.hidden());
    layout.add(
        prefix + TRANSPOSED, Role.DERIVED, Storage.PACKED_PANELS, rbm.hidden(), rbm.visible());
  }

  /** What one unit of a packed weight is worth. */
  Block unit() {
    return unit;
  }

  /** Visible by hidden, in units of {@link #unit}. */
  Block packed() {
    return packed;
  }

  /** The same, hidden by visible. */
  Block transposed() {
    return transposed;
  }

  /**
   * The unit for weights of up to that magnitude. One that is not finite gets some unit or other.
   */
  static float unit(float largest) {
    int exponent = Math.min(Math.getExponent(largest * ROOM), 100);
    return Math.scalb(1f, Math.max(exponent, LEAST_EXPONENT) - 12);
  }

  /** The unit for weights of up to that magnitude, after another one: that one while it serves. */
  static float unit(float largest, float before) {
    float fresh = unit(largest);
    return before >= fresh && before <= 4 * fresh ? before : fresh;
  }

  /** Where the packed row of a visible unit begins. */
  int packedRow(int panel, int unit) {
    return panelOffset(packed, panel) + unit * Panels.ROW_WORDS;
  }

  /** What weights are multiplied by before they are rounded, at the unit of these parameters. */
  float inverse(Parameters parameters) {
    return worth / scale(parameters);
  }

  @Override
  public float scale(Parameters parameters) {
    return parameters.values()[unit.offset()];
  }

  /** Sets to 0 what pads the rows of the weights; every step keeps it. */
  private void pad(Parameters parameters, Block block) {
    int panel = Panels.count(block.columns()) - 1;
    int from = block.columns() - panel * WIDTH;
    for (int i = 0; i < block.rows(); i++) {
      int at = at(block, panel, i);
      Arrays.fill(parameters.values(), at + from, at + WIDTH, 0f);
    }
  }

  /** Chooses the unit, or keeps that which is set, and packs everything. */
  @Override
  public void copyAll(Parameters parameters) {
    pad(parameters, weights);
    float largest = largest(parameters, weights);
    if (added != null) {
      pad(parameters, added);
      largest += largest(parameters, added);
    }
    packAll(parameters, unit(largest * worth, scale(parameters)));
  }

  private static float largest(Parameters parameters, Block block) {
    float largest = 0;
    for (int k = 0; k < block.length(); k++) {
      largest = Math.max(largest, Math.abs(parameters.values()[block.offset() + k]));
    }
    return largest;
  }

  private void packAll(Parameters parameters, float scale) {
    parameters.values()[unit.offset()] = scale;
    CopyWork work = new CopyWork();
    for (int panel = 0; panel < Panels.count(weights.columns()); panel++) {
      for (int group = 0; group < Panels.count(weights.rows()); group++) {
        copy(parameters, scale, panel, group, work);
      }
    }
  }

  @Override
  public void finish(Parameters parameters, float scale, float largest) {
    float fitting = unit(largest * worth, scale);
    if (fitting == scale) {
      parameters.values()[unit.offset()] = scale;
    } else {
      packAll(parameters, fitting);
    }
  }

  @Override
  public void copy(Parameters parameters, float scale, int panel, int group, CopyWork work) {
    long[] words = parameters.words();
    int first = group * WIDTH;
    int rows = Math.min(WIDTH, weights.rows() - first);
    int at = packedRow(panel, first);
    float inverse = worth / scale;
    if (added == null) {
      int from = at(weights, panel, first);
      OPS.pack(parameters.values(), from, rows, inverse, words, at);
    } else {
      add(parameters, panel, first, rows * WIDTH, work.sum);
      OPS.pack(work.sum, Panels.LEAD_IN, rows, inverse, words, at);
    }
    finishBlock(parameters, panel, group, work);
  }

  /** Packs nothing but what goes with 64 x 64 weights that are packed. */
  void finishBlock(Parameters parameters, int panel, int group, CopyWork work) {
    long[] words = parameters.words();
    int rows = Math.min(WIDTH, weights.rows() - group * WIDTH);
    int at = packedRow(panel, group * WIDTH);
    Arrays.fill(words, at + rows * Panels.ROW_WORDS, at + BLOCK, Panels.ZEROS);
    if (group == Panels.count(weights.rows()) - 1) {
      addZeros(words, packed, panel);
    }
    if (panel == Panels.count(weights.columns()) - 1) {
      addZeros(words, transposed, group);
    }
    int target = panelOffset(transposed, group) + panel * BLOCK;
    OPS.transpose(words, at, words, target, work.transpose);
  }

  private void add(Parameters parameters, int panel, int first, int length, float[] sum) {
    float[] values = parameters.values();
    int one = at(weights, panel, first);
    int other = at(added, panel, first);
    for (int k = 0; k < length; k++) {
      sum[Panels.LEAD_IN + k] = values[one + k] + values[other + k];
    }
  }

  /** Where the rows of a panel fill their blocks, the row of zeros is in a block of its own. */
  private static void addZeros(long[] words, Block block, int panel) {
    int row = panelOffset(block, panel) + block.rows() * Panels.ROW_WORDS;
    if (block.rows() % WIDTH == 0) {
      Arrays.fill(words, row, row + BLOCK, Panels.ZEROS);
    }
  }

  private static int panelOffset(Block block, int panel) {
    return block.offset() + panel * Panels.packedPanel(block.rows());
  }

  private static int at(Block block, int panel, int row) {
    return block.offset() + (panel * block.rows() + row) * WIDTH;
  }
}
