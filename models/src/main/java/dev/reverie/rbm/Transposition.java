package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;

/**
 * Keeps pair sums and transposed weights in step with the weights, panel by panel of hidden units,
 * padded with zeros.
 */
final class Transposition {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;

  private final Block weights;
  private final Block transposed;

  Transposition(Rbm rbm) {
    this.weights = rbm.weights();
    this.transposed = rbm.weightsTransposed();
  }

  /** Sums each two neighbouring rows of one panel of the weights. */
  void pairSums(Parameters parameters, int panel) {
    sumPairs(parameters.values(), panelOffset(weights, panel), weights.rows());
  }

  /** Sets to 0 what pads the rows of the weights; every step keeps it. */
  void pad(Parameters parameters) {
    int panel = Panels.count(weights.columns()) - 1;
    int from = weights.columns() - panel * WIDTH;
    for (int i = 0; i < weights.rows(); i++) {
      int at = panelOffset(weights, panel) + row(i);
      Arrays.fill(parameters.values(), at + from, at + WIDTH, 0f);
    }
  }

  /** Copies one panel of hidden units into the transposed weights, their pair sums included. */
  void transpose(Parameters parameters, int panel) {
    float[] values = parameters.values();
    int source = panelOffset(weights, panel);
    int hidden = Math.min(WIDTH, weights.columns() - panel * WIDTH);
    for (int target = 0; target < Panels.count(weights.rows()); target++) {
      int visible = Math.min(WIDTH, weights.rows() - target * WIDTH);
      int rows = panelOffset(transposed, target) + row(panel * WIDTH);
      for (int j = 0; j < hidden; j++) {
        int out = rows + row(j);
        copyColumn(values, source + row(target * WIDTH) + j, visible, out);
        Arrays.fill(values, out + visible, out + WIDTH, 0f);
      }
      sumPairs(values, rows, hidden);
    }
  }

  /**
   * Two rows at a time, whose places grow evenly, so that the JVM can leave out the range checks.
   */
  private static void copyColumn(float[] values, int column, int rows, int out) {
    for (int pair = 0; pair < rows / 2; pair++) {
      values[out + 2 * pair] = values[column + 3 * WIDTH * pair];
      values[out + 2 * pair + 1] = values[column + WIDTH + 3 * WIDTH * pair];
    }
    if (rows % 2 != 0) {
      values[out + rows - 1] = values[column + row(rows - 1)];
    }
  }

  /** The buffer may have held anything: an odd last row is paired with zeros. */
  private static void sumPairs(float[] values, int offset, int rows) {
    if (rows % 2 != 0) {
      int missing = offset + row(rows);
      Arrays.fill(values, missing, missing + WIDTH, 0f);
    }
    for (int pair = 0; pair < (rows + 1) / 2; pair++) {
      int first = offset + pair * 3 * WIDTH;
      OPS.add(values, first, values, first + WIDTH, values, first + 2 * WIDTH);
    }
  }

  private static int panelOffset(Block block, int panel) {
    return block.offset() + panel * Panels.pairedPanel(block.rows());
  }

  private static int row(int row) {
    return ((row >>> 1) * 3 + (row & 1)) * WIDTH;
  }
}
