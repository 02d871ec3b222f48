package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.BitMachine;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;

/**
 * Figures that are means over rows of data, each row binarised once. The rows are {@code from} to
 * {@code to - 1}.
 *
 * <p>Costs for 784 visible and 500 hidden units, a row and core: free energy 10, reconstruction
 * 100, pseudo-likelihood 500 microseconds.
 */
public final class RowFigures {
  private final Rbm rbm;
  private final Parameters parameters;
  private final RealMachine real;
  private final boolean packed;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public RowFigures(Rbm rbm, Parameters parameters) {
    parameters.requireBounded();
    boolean shifts = rbm.visibleLayer().shift() != 0 || rbm.hiddenLayer().shift() != 0;
    this.packed = rbm.independentBits() || rbm.discrete() && !shifts;
    if (rbm.independentBits()) {
      BitMachine bits = BitMachine.of(rbm, parameters);
      this.rbm = bits.rbm();
      this.parameters = bits.parameters();
      this.real = null;
    } else {
      this.rbm = rbm;
      this.parameters = parameters;
      this.real = new RealMachine(rbm, parameters);
    }
  }

  /** F(v), in nats. */
  public RowMean freeEnergy(StateRows rows) {
    return freeEnergy(rows, 0, rows.rows());
  }

  /** F(v), in nats. Rows must be bits where all units are. */
  public RowMean freeEnergy(StateRows rows, int from, int to) {
    requireColumns(rows);
    if (!packed) {
      return RowMean.inParallel(from, to, new RealFigures(real, rows)::freeEnergy);
    }
    BinaryRows bits = (BinaryRows) rows;
    long[] row = new long[bits.words()];
    return RowMean.of(
        from,
        to,
        n -> {
          bits.fill(BinaryRows.ONCE, n, row, 0);
          return rbm.freeEnergy(parameters, row, 0);
        });
  }

  /**
   * The log-probability of one unit given all others, averaged over all visible units, in nats per
   * unit: at most 0, and -log 2 for a model that knows nothing. Exact; uses the common thread pool.
   * Units must be independent bits: of a real number the density has no bound, and one of a group
   * follows from the others.
   */
  public RowMean pseudoLikelihood(BinaryRows rows, int from, int to) {
    if (real != null) {
      throw new IllegalArgumentException(
          "rbm has real-valued units or groups, must have independent bits alone");
    }
    requireColumns(rows);
    PseudoLikelihood figure = new PseudoLikelihood(rbm, parameters);
    return RowMean.inParallel(
        from,
        to,
        n -> {
          long[] row = new long[rows.words()];
          rows.fill(BinaryRows.ONCE, n, row, 0);
          return figure.of(row);
        });
  }

  /**
   * How far a row is from its reconstruction: the mean over units of (v - p(v = 1 | h))^2 with h =
   * p(h = 1 | v), probabilities in place of states, so that nothing is drawn. It tells that
   * learning goes on, not how good a model is. Other units than bits have means in place of
   * probabilities.
   */
  public RowMean reconstructionError(StateRows rows, int from, int to) {
    requireColumns(rows);
    if (real != null) {
      return RowMean.inParallel(from, to, new RealFigures(real, rows)::reconstructionError);
    }
    BinaryRows bits = (BinaryRows) rows;
    long[] row = new long[bits.words()];
    ReconstructionError figure = new ReconstructionError(rbm, parameters);
    return RowMean.of(
        from,
        to,
        n -> {
          bits.fill(BinaryRows.ONCE, n, row, 0);
          return figure.of(row);
        });
  }

  private void requireColumns(StateRows rows) {
    if (rows.columns() != rbm.visible()) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the visible units " + rbm.visible());
    }
  }
}
