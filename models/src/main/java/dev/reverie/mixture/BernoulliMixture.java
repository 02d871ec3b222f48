package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Columns are 0 or 1, and 1 with probability mu_ki, tensor {@code means}:
 *
 * <pre>
 *  log pi_k p(x | k) = log pi_k + sum_i log(1 - mu_ki)  +  sum of the columns that are 1 of log(mu_ki / (1 - mu_ki))
 *  M-step: pi_k = (S_k + c) / (N + c K)       mu_ki = (S_ki + c m_i) / (S_k + c)
 * </pre>
 *
 * with the sums S_k of responsibilities and S_ki of those of the rows whose column i is 1, the
 * pseudo-count c and m_i, the share of ones in column i as if there were two more rows, one of them
 * with all ones. Means stay {@link #MARGIN} away from 0 and 1. In memory there are also the
 * log-odds in panels of 64 components, so that a row takes as many additions as it has ones.
 */
public final class BernoulliMixture extends Mixture {
  /** How near a mean comes to 0 and 1. */
  public static final double MARGIN = 1e-6;

  /** A start has as much of its row as of all data, and this of chance. */
  private static final double OF_CHANCE = 0.1;

  private static final double OF_DATA = (1 - OF_CHANCE) / 2;

  public BernoulliMixture(int components, int columns) {
    super(components, columns);
  }

  @Override
  void addTo(Layout.Builder builder) {
    builder
        .add("log_odds", Role.DERIVED, Storage.PLAIN_PANELS, columns(), components())
        .add("log_of_zeros", Role.DERIVED, Storage.PLAIN_PANELS, 1, components());
  }

  @Override
  public boolean binary() {
    return true;
  }

  /** Columns by components. */
  Block logOdds() {
    return layout().block("log_odds");
  }

  /** The log of pi times the probability of a row of zeros. */
  Block logOfZeros() {
    return layout().block("log_of_zeros");
  }

  @Override
  void deriveComponents(Parameters parameters, int from, int to) {
    Block means = means();
    Block logOdds = logOdds();
    for (int k = from; k < to; k++) {
      double zeros = StrictMath.log(parameters.at(mixing(), 0, k));
      for (int i = 0; i < columns(); i++) {
        double mean = value(parameters, means, k, i);
        if (!(mean > 0 && mean < 1)) {
          throw new InputException("means[" + k + "," + i + "]=" + mean + ", must lie in (0, 1)");
        }
        double off = StrictMath.log1p(-mean);
        zeros += off;
        parameters.set(logOdds, i, k, (float) (StrictMath.log(mean) - off));
      }
      parameters.set(logOfZeros(), 0, k, (float) zeros);
    }
  }

  @Override
  ColumnMoments moments(StateRows rows) {
    double[] means = rows.means();
    for (int i = 0; i < means.length; i++) {
      means[i] = bounded((means[i] * rows.rows() + 1) / (rows.rows() + 2.0));
    }
    return new ColumnMoments(means, new double[0]);
  }

  @Override
  void initialise(
      Parameters parameters, int component, float[] row, ColumnMoments all, ColumnDraws chance) {
    for (int i = 0; i < columns(); i++) {
      double mean = OF_DATA * (row[i] + all.means()[i]) + OF_CHANCE * chance.uniform(i);
      set(parameters, means(), component, i, bounded(mean));
    }
  }

  @Override
  MixtureSums newSums() {
    return new BernoulliSums(this);
  }

  @Override
  long sumsBytes() {
    return BernoulliSums.bytes(this);
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
    BernoulliSums ones = (BernoulliSums) sums;
    double pseudo = learning.pseudoCount();
    Block means = means();
    for (int k = from; k < to; k++) {
      double rows = sums.rows(k) + pseudo;
      for (int i = 0; i < columns(); i++) {
        double mean =
            rows > 0
                ? (ones.ones(k, i) + pseudo * all.means()[i]) / rows
                : value(current, means, k, i);
        set(next, means, k, i, bounded(mean));
      }
    }
  }

  private static double bounded(double mean) {
    return Math.min(Math.max(mean, MARGIN), 1 - MARGIN);
  }

  @Override
  ComponentDensities densities(Parameters parameters) {
    return new BernoulliDensities(this, parameters);
  }

  @Override
  void draw(Parameters parameters, int component, ColumnDraws draws, float[] into, int offset) {
    for (int i = 0; i < columns(); i++) {
      into[offset + i] = draws.uniform(i) < value(parameters, means(), component, i) ? 1 : 0;
    }
  }
}
