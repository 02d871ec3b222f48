package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;

/**
 * Keeps the weights' two packed copies in step with them, by visible and by hidden units: whole
 * multiples of one unit with 13 bits and a sign, so that sums of four fit into 16 bits. The unit is
 * a power of two, at first the smallest that the largest weight allows, so that a packed weight is
 * off by at most 2^-13 of the largest one. It is kept while the largest weight fits and is not four
 * times smaller than it might be: otherwise a weight that goes to and fro over a limit would have
 * everything packed anew every time. So it depends on the past, and is published for checkpoints.
 */
final class PackedWeights {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int BLOCK = WIDTH * Panels.ROW_WORDS;

  /** Weights below 2^-10 need no finer unit. */
  private static final int LEAST_EXPONENT = -10;

  /** The largest weight must not round up to 2^13 units. */
  private static final float ROOM = 1.0001f;

  private final Block weights;
  private final Block unit;
  private final Block packed;
  private final Block transposed;

  PackedWeights(Rbm rbm) {
    this.weights = rbm.weights();
    this.unit = rbm.weightsUnit();
    this.packed = rbm.packedWeights();
    this.transposed = rbm.packedTransposed();
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

  /** The unit in use. */
  float unit(Parameters parameters) {
    return parameters.values()[unit.offset()];
  }

  void setUnit(Parameters parameters, float value) {
    parameters.values()[unit.offset()] = value;
  }

  /** Sets to 0 what pads the rows of the weights; every step keeps it. */
  void pad(Parameters parameters) {
    int panel = Panels.count(weights.columns()) - 1;
    int from = weights.columns() - panel * WIDTH;
    for (int i = 0; i < weights.rows(); i++) {
      int at = weightsAt(panel, i);
      Arrays.fill(parameters.values(), at + from, at + WIDTH, 0f);
    }
  }

  /** Chooses the unit, or keeps that which is set, and packs everything. */
  void packAll(Parameters parameters) {
    float largest = 0;
    for (int k = 0; k < weights.length(); k++) {
      largest = Math.max(largest, Math.abs(parameters.values()[weights.offset() + k]));
    }
    setUnit(parameters, unit(largest, unit(parameters)));
    long[] work = new long[VectorOps.TRANSPOSE_WORK];
    for (int panel = 0; panel < Panels.count(weights.columns()); panel++) {
      for (int group = 0; group < Panels.count(weights.rows()); group++) {
        pack(parameters, unit(parameters), panel, group, work);
      }
    }
  }

  /**
   * Packs 64 x 64 weights and their transpose.
   *
   * @param panel of 64 hidden units
   * @param group of 64 visible units
   * @param work of {@link VectorOps#TRANSPOSE_WORK} words
   */
  void pack(Parameters parameters, float unit, int panel, int group, long[] work) {
    long[] words = parameters.words();
    int first = group * WIDTH;
    int rows = Math.min(WIDTH, weights.rows() - first);
    int at = panelOffset(packed, panel) + group * BLOCK;
    OPS.pack(parameters.values(), weightsAt(panel, first), rows, 1f / unit, words, at);
    Arrays.fill(words, at + rows * Panels.ROW_WORDS, at + BLOCK, Panels.ZEROS);
    if (group == Panels.count(weights.rows()) - 1) {
      addZeros(words, packed, panel);
    }
    if (panel == Panels.count(weights.columns()) - 1) {
      addZeros(words, transposed, group);
    }
    int target = panelOffset(transposed, group) + panel * BLOCK;
    OPS.transpose(words, at, words, target, work);
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

  private int weightsAt(int panel, int row) {
    return weights.offset() + (panel * weights.rows() + row) * WIDTH;
  }
}
