package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;

/**
 * The units of one layer given those of the other: their fields are bias plus the rows of the
 * weights that belong to units that are on, and they are independent of one another.
 */
public final class Side {
  private static final VectorOps OPS = VectorOps.best();

  private final Block weights;
  private final Block bias;
  private final int givenWords;
  private final int words;
  private final int panelLength;

  Side(Block weights, Block bias) {
    this.weights = weights;
    this.bias = bias;
    this.givenWords = Panels.count(weights.rows());
    this.words = Panels.count(weights.columns());
    this.panelLength = Panels.pairedPanel(weights.rows());
  }

  /** Units of this layer. */
  public int units() {
    return weights.columns();
  }

  /** Writes the fields of all units, padding included, to {@code scratch.field}. */
  void field(Parameters parameters, long[] given, int offset, Scratch scratch) {
    int count = Panels.places(given, offset, givenWords, scratch.places[0]);
    for (int panel = 0; panel < words; panel++) {
      int at = panel * Panels.WIDTH;
      panelField(parameters.values(), panel, scratch.places[0], count, scratch.field, at);
    }
  }

  /**
   * The fields of all units given one packed state of the other layer: {@code
   * Panels.padded(units())} numbers.
   */
  public void field(Parameters parameters, long[] given, int offset, int[] places, float[] out) {
    int count = Panels.places(given, offset, givenWords, places);
    for (int panel = 0; panel < words; panel++) {
      panelField(parameters.values(), panel, places, count, out, panel * Panels.WIDTH);
    }
  }

  private void panelField(float[] values, int panel, int[] places, int count, float[] out, int at) {
    System.arraycopy(values, bias.offset() + panel * Panels.WIDTH, out, at, Panels.WIDTH);
    OPS.addRows(values, weights.offset() + panel * panelLength, places, count, out, at);
  }

  /**
   * Draws all units of {@code count} states.
   *
   * @param given packed states of the other layer
   * @param items, steps each state's address in the random stream
   * @param beta inverse temperature, for draws and probabilities; at 0 the padding units would be
   *     on too
   * @param out packed states of this layer; null to draw none
   * @param probabilities plain panels of {@code count} rows that take the units' probabilities in
   *     units of 2^-20; null when they are not wanted
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
      int[] probabilities,
      Scratch scratch) {
    float[] values = parameters.values();
    for (int n = 0; n < count; n++) {
      scratch.placeCounts[n] =
          Panels.places(given, givenOffset + n * givenWords, givenWords, scratch.places[n]);
    }
    for (int panel = 0; panel < words; panel++) {
      int counter = random == null ? 0 : random.counter(panel * 16);
      for (int n = 0; n < count; n++) {
        panelField(values, panel, scratch.places[n], scratch.placeCounts[n], scratch.field, 0);
        OPS.thresholds(scratch.field, 0, beta, scratch.thresholds, 0);
        if (probabilities != null) {
          int row = (panel * count + n) * Panels.WIDTH;
          OPS.probabilities(scratch.thresholds, 0, probabilities, row);
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
}
