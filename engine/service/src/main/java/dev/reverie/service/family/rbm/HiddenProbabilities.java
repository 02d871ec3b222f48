package dev.reverie.service.family.rbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.BitMachine;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a model makes of data: for each row the probability of each hidden unit to be on, or its
 * mean where it is a real number.
 */
final class HiddenProbabilities {
  private HiddenProbabilities() {}

  /** p(h | v), one row of {@code hidden} numbers for each row of data, binarised once. */
  static float[][] of(Rbm rbm, Parameters parameters, StateRows rows) {
    float[][] all = new float[rows.rows()][];
    IntFunction<float[]> each =
        rbm.discrete() ? bits(rbm, parameters, rows) : reals(rbm, parameters, rows);
    IntStream.range(0, all.length).parallel().forEach(row -> all[row] = each.apply(row));
    return all;
  }

  private static IntFunction<float[]> bits(Rbm rbm, Parameters parameters, StateRows rows) {
    BitMachine bits = BitMachine.of(rbm, parameters);
    return row -> row(bits.rbm(), bits.parameters(), (BinaryRows) rows, row);
  }

  private static IntFunction<float[]> reals(Rbm rbm, Parameters parameters, StateRows rows) {
    RealMachine machine = new RealMachine(rbm, parameters);
    return row -> machine.hiddenStates(rows, row);
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
