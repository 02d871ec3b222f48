package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;

/** Keeps pair sums and transposed weights in step with the weights, panel by panel of hidden units. */
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
    sumPairs(parameters.values(), panelOffset(weights, panel), (weights.rows() + 1) / 2);
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
        for (int i = 0; i < visible; i++) {
          values[out + i] = values[source + row(target * WIDTH + i) + j];
        }
      }
      sumPairs(values, rows, (hidden + 1) / 2);
    }
  }

  private static void sumPairs(float[] values, int offset, int pairs) {
    for (int pair = 0; pair < pairs; pair++) {
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
