package dev.reverie.service.trained;

import dev.reverie.data.BinaryRows;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.BitMachine;
import dev.reverie.rbm.Rbm;
import java.util.stream.IntStream;

/** What a model makes of data: for each row the probability of each hidden unit to be on. */
public final class HiddenProbabilities {
  private HiddenProbabilities() {}

  /** p(h | v), one row of {@code hidden} numbers for each row of data, binarised once. */
  public static float[][] of(Rbm rbm, Parameters parameters, BinaryRows rows) {
    BitMachine bits = BitMachine.of(rbm, parameters);
    float[][] all = new float[rows.rows()][];
    IntStream.range(0, all.length)
        .parallel()
        .forEach(row -> all[row] = row(bits.rbm(), bits.parameters(), rows, row));
    return all;
  }

  private static float[] row(Rbm rbm, Parameters parameters, BinaryRows rows, int row) {
    long[] bits = new long[rows.words()];
    rows.fill(BinaryRows.ONCE, row, bits, 0);
    int[] places = new int[Long.SIZE * rows.words()];
    float[] fields = new float[Panels.padded(rbm.hidden())];
    rbm.hiddenField(parameters, bits, 0, places, fields);
    float[] probabilities = new float[rbm.hidden()];
    for (int unit = 0; unit < probabilities.length; unit++) {
      probabilities[unit] = Logistic.logistic(fields[unit]);
    }
    return probabilities;
  }
}
