package dev.reverie.diagnostic;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.BitMachine;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import java.util.Arrays;

/**
 * Hidden units that say nothing about the data.
 *
 * @param dead units that are on for less than 1 % of the rows in the mean
 * @param saturated units that are on for more than 99 %
 * @param units all hidden units
 */
public record HiddenActivity(int dead, int saturated, int units) {
  private static final double SELDOM = 0.01;
  private static final double NEARLY_ALWAYS = 0.99;

  /**
   * From p(h = 1 | v) averaged over rows {@code from} to {@code to - 1}, each binarised once.
   *
   * @param rbm with hidden units that are bits
   */
  public static HiddenActivity of(
      Rbm rbm, Parameters parameters, StateRows rows, int from, int to) {
    if (rows.columns() != rbm.visible() || from < 0 || from >= to) {
      throw new IllegalArgumentException(
          String.format(
              "rows.columns=%d from=%d to=%d, must be %d, not be negative, and exceed from",
              rows.columns(), from, to, rbm.visible()));
    }
    double[] sums =
        rbm.discrete()
            ? sums(BitMachine.of(rbm, parameters), (BinaryRows) rows, from, to)
            : sums(new RealMachine(rbm, parameters), rows, from, to);
    return ofMeans(Arrays.stream(sums).map(sum -> sum / (to - from)).toArray());
  }

  /** From the means of all hidden units. */
  public static HiddenActivity ofMeans(double[] means) {
    int dead = 0;
    int saturated = 0;
    for (double mean : means) {
      dead += mean < SELDOM ? 1 : 0;
      saturated += mean > NEARLY_ALWAYS ? 1 : 0;
    }
    return new HiddenActivity(dead, saturated, means.length);
  }

  private static double[] sums(BitMachine bits, BinaryRows rows, int from, int to) {
    Rbm rbm = bits.rbm();
    long[] row = new long[rows.words()];
    int[] places = new int[Panels.padded(rbm.visible())];
    float[] field = new float[Panels.padded(rbm.hidden())];
    double[] sums = new double[rbm.hidden()];
    for (int n = from; n < to; n++) {
      rows.fill(BinaryRows.ONCE, n, row, 0);
      rbm.hiddenField(bits.parameters(), row, 0, places, field);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Logistic.logistic(field[j]);
      }
    }
    return sums;
  }

  private static double[] sums(RealMachine machine, StateRows rows, int from, int to) {
    double[] sums = new double[machine.rbm().hidden()];
    for (int n = from; n < to; n++) {
      float[] states = machine.hiddenStates(rows, n);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += states[j];
      }
    }
    return sums;
  }
}
