package dev.reverie.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.likelihood.RowMean;
import dev.reverie.parameter.Parameters;

/**
 * F(v) = -log p*(v) of small machines, by a sum over all states of the even hidden layers or of the
 * odd ones, whichever are fewer, the others summed out in closed form.
 */
public final class ExactFreeEnergy {
  private final Dbm dbm;
  private final Parameters parameters;

  /**
   * @param parameters read, and not to be changed meanwhile
   * @throws IllegalArgumentException when there are too many hidden units
   */
  public ExactFreeEnergy(Dbm dbm, Parameters parameters) {
    if (!feasible(dbm, ExactLogPartition.UNIT_LIMIT)) {
      throw new IllegalArgumentException(
          "layers="
              + dbm.layers()
              + ", must have at most "
              + ExactLogPartition.UNIT_LIMIT
              + " even or odd hidden units");
    }
    parameters.requireBounded();
    this.dbm = dbm;
    this.parameters = parameters;
  }

  /** Whether a row costs at most 2^units terms. */
  public static boolean feasible(Dbm dbm, int units) {
    return Math.min(dbm.rbm().visible() - dbm.units(0), dbm.rbm().hidden()) <= units;
  }

  /** F(v) of rows {@code from} to {@code to - 1}, each binarised once, in nats. */
  public RowMean of(BinaryRows rows, int from, int to) {
    return RowMean.inParallel(
        from,
        to,
        n -> {
          long[] row = new long[rows.words()];
          rows.fill(BinaryRows.ONCE, n, row, 0);
          return -ExactLogPartition.given(dbm.rbm(), parameters, row, dbm.units(0));
        });
  }
}
