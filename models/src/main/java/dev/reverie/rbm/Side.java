package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.Layer;

/**
 * The units of one layer given those of the other, for sampling: their fields are bias plus the
 * packed rows of the weights that belong to units that are on, and they are independent of one
 * another.
 */
final class Side {
  private static final VectorOps OPS = VectorOps.best();

  /** Time that a row of a table takes, which is read from further away, in that of a row. */
  private static final double TABLE_LOOKUP = 1.3;

  /** Time that the tables of four rows take to make, in the same unit. */
  private static final double TABLE_GROUP = 18;

  private final Block weights;
  private final Block unit;
  private final Block bias;
  private final int givenWords;
  private final int words;
  private final int panelLength;

  private final SoftmaxUnits softmax;

  /**
   * @param layer the units that are drawn
   */
  Side(Block weights, Block unit, Block bias, Layer layer) {
    this.softmax = SoftmaxUnits.of(layer);
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
    boolean tables = find(given, givenOffset, count, scratch);
    for (int panel = 0; panel < words; panel++) {
      long[] rows = parameters.words();
      int base = weights.offset() + panel * panelLength;
      if (tables) {
        rows = scratch.tables();
        OPS.tables(parameters.words(), base, givenWords * 16, rows, Panels.LEAD_IN_WORDS);
        base = Panels.LEAD_IN_WORDS;
      }
      int counter = random == null ? 0 : random.counter(panel * 16);
      for (int n = 0; n < count; n++) {
        thresholds(parameters.values(), rows, base, panel, n, beta, scratch);
        if (softmax != null) {
          softmax.take(panel, n, scratch);
        }
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
    if (softmax != null) {
      softmax.draw(
          beta, count, random, firstItem, steps, stepsOffset, out, outOffset, words, slab, scratch);
    }
  }

  /**
   * Finds the rows that each state sums, or the rows of the tables if these are cheaper: sums are
   * exact, so that both give the same bits.
   */
  private boolean find(long[] given, int offset, int count, Scratch scratch) {
    long rows = 0;
    long sums = 0;
    for (int n = 0; n < count; n++) {
      int at = offset + n * givenWords;
      for (int word = 0; word < givenWords; word++) {
        rows += Long.bitCount(given[at + word]);
      }
      sums += Panels.countTablePlaces(given, at, givenWords);
    }
    int zeros = weights.rows() * Panels.ROW_WORDS;
    boolean tables = TABLE_LOOKUP * sums + TABLE_GROUP * givenWords * 16 < rows;
    for (int n = 0; n < count; n++) {
      int at = offset + n * givenWords;
      scratch.placeCounts[n] =
          tables
              ? Panels.tablePlaces(given, at, givenWords, scratch.places[n])
              : Panels.places(given, at, givenWords, zeros, scratch.places[n]);
    }
    return tables;
  }

  private void thresholds(
      float[] values, long[] rows, int base, int panel, int n, float beta, Scratch scratch) {
    int[] places = scratch.places[n];
    OPS.sumRows(rows, base, places, 0, scratch.placeCounts[n], VectorOps.Into.SET, scratch.sums, 0);
    int at = bias.offset() + panel * Panels.WIDTH;
    OPS.fields(scratch.sums, 0, values[unit.offset()], values, at, scratch.field, 0);
    OPS.thresholds(scratch.field, 0, beta, scratch.thresholds, 0);
  }
}
