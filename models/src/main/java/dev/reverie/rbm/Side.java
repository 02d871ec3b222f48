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
  private static final int LEAD_IN = Panels.LEAD_IN;

  /** Time that a row of a table takes, which is read from further away, in that of a row. */
  private static final double TABLE_LOOKUP = 1.2;

  /** Time that the tables of four rows take to make, in the same unit. */
  private static final double TABLE_GROUP = 50;

  private final Block weights;
  private final Block unit;
  private final Block bias;
  private final int givenWords;
  private final int words;
  private final int panelLength;

  private final int copies;
  private final SoftmaxUnits softmax;

  /**
   * @param layer the units that are drawn
   */
  Side(Block weights, Block unit, Block bias, Layer layer) {
    this(weights, unit, bias, layer, 1);
  }

  /**
   * @param copies times that the weights count
   */
  Side(Block weights, Block unit, Block bias, Layer layer, int copies) {
    this.copies = copies;
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
    int length = count * Panels.WIDTH;
    for (int panel = 0; panel < words; panel++) {
      fields(parameters, panel, count, tables, scratch);
      OPS.thresholds(scratch.fields, LEAD_IN, length, beta, scratch.thresholds, LEAD_IN);
      if (softmax != null) {
        softmax.take(panel, count, scratch);
      }
      if (slab != null) {
        int row = Slab.row(panel, 0);
        OPS.probabilities(scratch.thresholds, LEAD_IN, count, slab.probabilities, row);
      }
      if (out != null) {
        OPS.draw(
            random,
            panel,
            firstItem,
            steps,
            stepsOffset,
            count,
            scratch.thresholds,
            LEAD_IN,
            out,
            outOffset + panel,
            words,
            scratch.drawWork);
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
    boolean tables = tablesPay(given, offset, count);
    int zeros = weights.rows() * Panels.ROW_WORDS;
    int[] places = scratch.places;
    int[] starts = scratch.starts;
    if (!tables) {
      OPS.places(given, offset, givenWords, count, zeros, places, starts);
      return false;
    }
    for (int n = 0; n < count; n++) {
      int at = offset + n * givenWords;
      starts[n + 1] = Panels.tablePlaces(given, at, givenWords, places, starts[n]);
    }
    return true;
  }

  /** A sum in a table stands for four rows at most. */
  private boolean tablesPay(long[] given, int offset, int count) {
    long rows = 0;
    for (int word = 0; word < count * givenWords; word++) {
      rows += Long.bitCount(given[offset + word]);
    }
    double making = TABLE_GROUP * givenWords * 16;
    if (TABLE_LOOKUP * rows / 4 + making >= rows) {
      return false;
    }
    int sums = Panels.countTablePlaces(given, offset, count * givenWords);
    return TABLE_LOOKUP * sums + making < rows;
  }

  /** Writes the fields of one panel of all states. */
  private void fields(
      Parameters parameters, int panel, int count, boolean tables, Scratch scratch) {
    float[] values = parameters.values();
    float worth = copies * values[unit.offset()];
    int base = weights.offset() + panel * panelLength;
    int at = bias.offset() + panel * Panels.WIDTH;
    int[] places = scratch.places;
    int[] starts = scratch.starts;
    if (tables) {
      long[] sums = scratch.tables();
      int lead = Panels.LEAD_IN_WORDS;
      OPS.tables(parameters.words(), base, givenWords * 16, sums, lead);
      OPS.tableFields(
          sums, lead, places, starts, count, worth, values, at, scratch.fields, LEAD_IN);
    } else {
      OPS.fields(
          parameters.words(),
          base,
          places,
          starts,
          count,
          worth,
          values,
          at,
          scratch.fields,
          LEAD_IN);
    }
  }
}
