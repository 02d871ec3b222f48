package dev.reverie.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.likelihood.RowMean;
import dev.reverie.numeric.Logistic;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What stands in for the free energy F(v) = -log p*(v) where it cannot be summed: with the mean
 * field q over hidden units
 *
 * <pre>
 *  F_q(v) = E_q[E(v, h)] - H(q)  &gt;=  F(v)        so that log p(v) >= -F_q(v) - log Z
 * </pre>
 *
 * (Salakhutdinov and Hinton 2009, equation 7), at the means of even layers that a mean field comes
 * to rest at. Given those, odd layers are independent of one another, so that the best q over them
 * is known and summed in closed form:
 *
 * <pre>
 *  -F_q = a . m + sum_j log(1 + exp(b_j + sum_i m_i W_ij)) - sum_i (m_i log m_i + (1 - m_i) log(1 - m_i))        i even, j odd, m_i = v_i in layer 0
 * </pre>
 *
 * which bounds F whether the means are at rest or not. In double precision, from means that are
 * multiples of 2^-23.
 */
public final class VariationalFreeEnergy {
  private final Dbm dbm;
  private final Parameters parameters;
  private final MeanField field;
  private final ConcurrentLinkedQueue<MeanFieldScratch> scratch = new ConcurrentLinkedQueue<>();

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public VariationalFreeEnergy(Dbm dbm, Parameters parameters, MeanFieldStop stop) {
    parameters.requireBounded();
    this.dbm = dbm;
    this.parameters = parameters;
    this.field = new MeanField(dbm, stop);
  }

  /**
   * The bound on log p*(v) of rows {@code from} to {@code to - 1}, each binarised once, in nats.
   */
  public RowMean of(BinaryRows rows, int from, int to) {
    if (rows.columns() != dbm.units(0)) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the visible units " + dbm.units(0));
    }
    return RowMean.inParallel(from, to, row -> of(rows, row));
  }

  private double of(BinaryRows rows, int row) {
    MeanFieldScratch free = scratch.poll();
    MeanFieldScratch mine = free == null ? new MeanFieldScratch(dbm) : free;
    rows.fill(BinaryRows.ONCE, row, mine.bits, 0);
    field.run(parameters, 1, mine);
    double energy = atMeans(mine);
    scratch.add(mine);
    return energy;
  }

  /** F_q at the means of the first example. */
  private double atMeans(MeanFieldScratch s) {
    double[] fields = new double[dbm.rbm().hidden()];
    Block odd = dbm.rbm().hiddenBias();
    for (int j = 0; j < fields.length; j++) {
      fields[j] = parameters.at(odd, 0, j);
    }
    double sum = 0;
    for (int i = 0; i < dbm.rbm().visible(); i++) {
      double mean = s.evenMean(i);
      if (mean == 0) {
        continue;
      }
      sum += mean * parameters.at(dbm.rbm().visibleBias(), 0, i) + entropy(mean);
      addRow(i, mean, fields);
    }
    return -sum - Logistic.softplusSum(fields);
  }

  private static double entropy(double mean) {
    return mean <= 0 || mean >= 1 ? 0 : -mean * Math.log(mean) - (1 - mean) * Math.log1p(-mean);
  }

  private void addRow(int i, double mean, double[] fields) {
    Block weights = dbm.rbm().weights();
    float[] values = parameters.values();
    for (int first = 0; first < fields.length; first += 64) {
      int at = weights.index(i, first);
      int count = Math.min(64, fields.length - first);
      for (int c = 0; c < count; c++) {
        fields[first + c] += mean * values[at + c];
      }
    }
  }
}
