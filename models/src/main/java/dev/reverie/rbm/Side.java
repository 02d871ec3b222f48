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

  /**
   * Time in which lists of four states are ended and added up, for each of them, in rows summed.
   */
  private static final int FOURS_SUM = 29;

  /** Time in which these lists are made, for each state and word of the other layer, likewise. */
  private static final int FOURS_WORD = 11;

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
    boolean fours = find(given, givenOffset, count, scratch);
    int length = count * Panels.WIDTH;
    for (int panel = 0; panel < words; panel++) {
      fields(parameters, panel, count, fours, scratch);
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
   * Finds the rows that each state sums; or four by four, what they have in common once, where that
   * is cheaper. Sums are exact, so that both give the same bits.
   */
  private boolean find(long[] given, int offset, int count, Scratch scratch) {
    int zeros = weights.rows() * Panels.ROW_WORDS;
    boolean fours = foursPay(given, offset, count);
    if (fours) {
      Panels.placesOfFours(given, offset, givenWords, count, zeros, scratch.places, scratch.starts);
    } else {
      OPS.places(given, offset, givenWords, count, zeros, scratch.places, scratch.starts);
    }
    return fours;
  }

  /** Whether what four states have in common is more than what their lists cost. */
  private boolean foursPay(long[] given, int offset, int count) {
    long saved = 0;
    for (int n = 0; n + 4 <= count; n += 4) {
      for (int word = 0; word < givenWords; word++) {
        int a = offset + n * givenWords + word;
        long one = given[a];
        long two = given[a + givenWords];
        long three = given[a + 2 * givenWords];
        long four = given[a + 3 * givenWords];
        saved +=
            Long.bitCount(one)
                + Long.bitCount(two)
                + Long.bitCount(three)
                + Long.bitCount(four)
                - Long.bitCount(one | two | three | four);
      }
    }
    return (saved - FOURS_SUM * count) * words > (long) FOURS_WORD * givenWords * count;
  }

  /** Writes the fields of one panel of all states. */
  private void fields(Parameters parameters, int panel, int count, boolean fours, Scratch scratch) {
    float[] values = parameters.values();
    float worth = copies * values[unit.offset()];
    int base = weights.offset() + panel * panelLength;
    int at = bias.offset() + panel * Panels.WIDTH;
    int[] places = scratch.places;
    int[] starts = scratch.starts;
    if (fours) {
      OPS.fieldsOfFours(
          parameters.words(),
          base,
          places,
          starts,
          count,
          worth,
          values,
          at,
          scratch.fields,
          LEAD_IN,
          scratch.sums);
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
