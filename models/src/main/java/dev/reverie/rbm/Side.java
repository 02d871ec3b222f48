package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;

/**
 * The units of one layer given those of the other, for sampling: their fields are bias plus the
 * packed rows of the weights that belong to units that are on, and they are independent of one
 * another.
 */
final class Side {
  private static final VectorOps OPS = VectorOps.best();

  private final Block weights;
  private final Block unit;
  private final Block bias;
  private final int givenWords;
  private final int words;
  private final int panelLength;

  Side(Block weights, Block unit, Block bias) {
    this.weights = weights;
    this.unit = unit;
    this.bias = bias;
    this.givenWords = Panels.count(weights.rows());
    this.words = Panels.count(weights.columns());
    this.panelLength = Panels.packedPanel(weights.rows());
  }

  /**
   * Draws all units of {@code count} states.
   *
   * @param given packed states of the other layer
   * @param items, steps each state's address in the random stream
   * @param beta inverse temperature, for draws and probabilities; at 0 the padding units would be
   *     on too
   * @param out packed states of this layer; null to draw none
   * @param slab takes the units' probabilities; null when they are not wanted
   */
  void draw(
      Parameters parameters,
      float beta,
      long[] given,
      int givenOffset,
      int count,
      RandomStream random,
      int firstItem,
      long[] steps,
      int stepsOffset,
      long[] out,
      int outOffset,
      Slab slab,
      Scratch scratch) {
    for (int n = 0; n < count; n++) {
      scratch.placeCounts[n] =
          Panels.places(given, givenOffset + n * givenWords, givenWords, scratch.places[n]);
    }
    for (int panel = 0; panel < words; panel++) {
      int counter = random == null ? 0 : random.counter(panel * 16);
      for (int n = 0; n < count; n++) {
        thresholds(parameters, panel, n, beta, scratch);
        if (slab != null) {
          OPS.probabilities(scratch.thresholds, 0, slab.probabilities, Slab.row(panel, n));
        }
        if (out != null) {
          out[outOffset + n * words + panel] =
              OPS.draw(
                  counter,
                  firstItem + n,
                  steps[stepsOffset + n],
                  random.seed(),
                  scratch.thresholds,
                  0,
                  scratch.blocks);
        }
      }
    }
  }

  private void thresholds(Parameters parameters, int panel, int n, float beta, Scratch scratch) {
    float[] values = parameters.values();
    OPS.sumRows(
        parameters.words(),
        weights.offset() + panel * panelLength,
        scratch.places[n],
        0,
        scratch.placeCounts[n],
        false,
        scratch.sums,
        0);
    OPS.fields(
        scratch.sums,
        0,
        values[unit.offset()],
        values,
        bias.offset() + panel * Panels.WIDTH,
        scratch.field,
        0);
    OPS.thresholds(scratch.field, 0, beta, scratch.thresholds, 0);
  }
}
