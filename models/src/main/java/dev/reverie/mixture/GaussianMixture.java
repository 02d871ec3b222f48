package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Columns are real numbers, each normally distributed in a component, with means mu_ki and
 * variances s_ki = exp z_ki, tensors {@code means} and {@code log_variances} [components, columns]:
 *
 * <pre>
 *  log pi_k p(x | k) = log pi_k - sum_i (log(2 pi s_ki) + (x_i - mu_ki)^2 / s_ki) / 2
 *  M-step: pi_k  = (S_k + c) / (N + c K)       mu_ki = (sum r_k x_i + c m_i) / (S_k + c)
 *          s_ki  = (sum r_k (x_i - mu_ki)^2 + c (v_i + (m_i - mu_ki)^2)) / (S_k + c)
 * </pre>
 *
 * with responsibilities r_k, their sum S_k, the pseudo-count c and the data's means m_i and
 * variances v_i, which count as at least {@link #LEAST_VARIANCE}. s_ki is at least the variance
 * floor times v_i: without a floor a component on a single row has an infinite likelihood.
 */
public final class GaussianMixture extends Mixture {
  /** Of a column that never changes. */
  public static final double LEAST_VARIANCE = 0.01;

  private static final double OF_CHANCE = 0.1;

  private static final double LOG_2_PI = StrictMath.log(2 * StrictMath.PI);

  public GaussianMixture(int components, int columns) {
    super(components, columns);
  }

  @Override
  void addTo(Layout.Builder builder) {
    builder
        .add("log_variances", Role.LEARNED, Storage.ROWS, components(), columns())
        .add("centres", Role.DERIVED, Storage.ROWS, columns(), components())
        .add("half_precisions", Role.DERIVED, Storage.ROWS, columns(), components())
        .add("log_peaks", Role.DERIVED, Storage.ROWS, 1, components());
  }

  @Override
  public boolean binary() {
    return false;
  }

  /** Components by columns. */
  public Block logVariances() {
    return layout().block("log_variances");
  }

  /** Means, columns by components. */
  Block centres() {
    return layout().block("centres");
  }

  /** Columns by components. */
  Block halfPrecisions() {
    return layout().block("half_precisions");
  }

  /** The log of pi times the density at the mean. */
  Block logPeaks() {
    return layout().block("log_peaks");
  }

  @Override
  void deriveComponents(Parameters parameters, int from, int to) {
    Block means = means();
    Block logVariances = logVariances();
    Block centres = centres();
    Block halfPrecisions = halfPrecisions();
    for (int k = from; k < to; k++) {
      double peak = StrictMath.log(parameters.at(mixing(), 0, k));
      for (int i = 0; i < columns(); i++) {
        double log = value(parameters, logVariances, k, i);
        peak -= (LOG_2_PI + log) / 2;
        parameters.set(centres, i, k, value(parameters, means, k, i));
        parameters.set(halfPrecisions, i, k, (float) (StrictMath.exp(-log) / 2));
      }
      parameters.set(logPeaks(), 0, k, (float) peak);
    }
  }

  @Override
  ColumnMoments moments(StateRows rows) {
    double[] variances = rows.variances();
    for (int i = 0; i < variances.length; i++) {
      variances[i] = Math.max(variances[i], LEAST_VARIANCE);
    }
    return new ColumnMoments(rows.means(), variances);
  }

  /** The row and a tenth of a deviation of chance, with the variances of all data. */
  @Override
  void initialise(
      Parameters parameters, int component, float[] row, ColumnMoments all, ColumnDraws chance) {
    for (int i = 0; i < columns(); i++) {
      double off = OF_CHANCE * StrictMath.sqrt(all.variances()[i]) * chance.gaussian(i);
      set(parameters, means(), component, i, row[i] + off);
      set(parameters, logVariances(), component, i, StrictMath.log(all.variances()[i]));
    }
  }

  @Override
  MixtureSums newSums() {
    return new GaussianSums(this);
  }

  @Override
  long sumsBytes() {
    return GaussianSums.bytes(this);
  }

  @Override
  void maximise(
      MixtureSums sums,
      MixtureLearning learning,
      ColumnMoments all,
      int from,
      int to,
      Parameters current,
      Parameters next) {
    GaussianSums moments = (GaussianSums) sums;
    double pseudo = learning.pseudoCount();
    for (int k = from; k < to; k++) {
      double own = sums.rows(k);
      for (int i = 0; i < columns(); i++) {
        double before = value(current, means(), k, i);
        double variance = all.variances()[i];
        if (own + pseudo == 0) {
          set(next, means(), k, i, before);
          set(next, logVariances(), k, i, value(current, logVariances(), k, i));
          continue;
        }
        double first = moments.first(k, i);
        double toAll = all.means()[i] - before;
        float mean = (float) (before + (first + pseudo * toAll) / (own + pseudo));
        double step = mean - before;
        double squares = moments.second(k, i) - 2 * step * first + step * step * own;
        squares += pseudo * (variance + (toAll - step) * (toAll - step));
        double floor = learning.varianceFloor() * variance;
        set(next, means(), k, i, mean);
        double spread = Math.max(squares / (own + pseudo), floor);
        set(next, logVariances(), k, i, StrictMath.log(spread));
      }
    }
  }

  @Override
  ComponentDensities densities(Parameters parameters) {
    return new GaussianDensities(this, parameters);
  }

  @Override
  void draw(Parameters parameters, int component, ColumnDraws draws, float[] into, int offset) {
    for (int i = 0; i < columns(); i++) {
      double deviation = StrictMath.exp(value(parameters, logVariances(), component, i) / 2);
      double mean = value(parameters, means(), component, i);
      into[offset + i] = (float) (mean + deviation * draws.gaussian(i));
    }
  }
}
