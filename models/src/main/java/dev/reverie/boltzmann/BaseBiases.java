package dev.reverie.boltzmann;

import dev.reverie.data.BinaryRows;

/**
 * Biases with which visible units and labels have the means of data where nothing is coupled, as if
 * one of two further rows had each unit on. Those of hidden units are 0.
 */
public final class BaseBiases {
  private BaseBiases() {}

  /** One for each unit, in its order. */
  public static double[] of(BoltzmannMachine machine, BinaryRows rows) {
    double[] means = rows.means();
    double[] biases = new double[machine.roles().units()];
    double margin = 1.0 / (rows.rows() + 2.0);
    for (int column = 0; column < means.length; column++) {
      double mean = Math.min(Math.max(means[column], margin), 1 - margin);
      double logOdds =
          machine.roles().isLabel(column)
              ? StrictMath.log(mean)
              : StrictMath.log(mean / (1 - mean));
      biases[column] = logOdds / machine.fieldScale();
    }
    return biases;
  }
}
