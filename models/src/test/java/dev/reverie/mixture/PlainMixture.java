package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;

/**
 * Expectation maximisation as in a textbook (Bishop 2006, 9.2 and 9.3), in double precision, with a
 * pseudo-count.
 */
final class PlainMixture {
  final double[] mixing;
  final double[][] means;
  final double[][] variances;
  private final boolean binary;

  PlainMixture(Mixture mixture, Parameters parameters) {
    this.binary = mixture.binary();
    this.mixing = new double[mixture.components()];
    this.means = new double[mixture.components()][mixture.columns()];
    this.variances = new double[mixture.components()][mixture.columns()];
    for (int k = 0; k < mixing.length; k++) {
      mixing[k] = parameters.at(mixture.mixing(), 0, k);
      for (int i = 0; i < mixture.columns(); i++) {
        means[k][i] = parameters.at(mixture.means(), k, i);
        if (mixture instanceof GaussianMixture gaussian) {
          variances[k][i] = Math.exp(parameters.at(gaussian.logVariances(), k, i));
        }
      }
    }
  }

  /** pi_k p(x | k). */
  double joint(int k, float[] row) {
    double product = mixing[k];
    for (int i = 0; i < row.length; i++) {
      product *= density(k, i, row[i]);
    }
    return product;
  }

  private double density(int k, int i, double x) {
    if (binary) {
      return x == 1 ? means[k][i] : 1 - means[k][i];
    }
    double from = x - means[k][i];
    return Math.exp(-from * from / (2 * variances[k][i]))
        / Math.sqrt(2 * Math.PI * variances[k][i]);
  }

  double density(float[] row) {
    double sum = 0;
    for (int k = 0; k < mixing.length; k++) {
      sum += joint(k, row);
    }
    return sum;
  }

  /** The likelihood's part of the prior, c rows distributed as all data for each component. */
  double logPrior(double pseudo, ColumnMoments all) {
    double sum = 0;
    for (int k = 0; k < mixing.length; k++) {
      sum += Math.log(mixing[k]);
      for (int i = 0; i < means[k].length; i++) {
        double mean = all.means()[i];
        sum +=
            binary
                ? mean * Math.log(means[k][i]) + (1 - mean) * Math.log(1 - means[k][i])
                : -(Math.log(2 * Math.PI * variances[k][i])
                        + (all.variances()[i] + Math.pow(mean - means[k][i], 2)) / variances[k][i])
                    / 2;
      }
    }
    return pseudo * sum;
  }

  /** One update. A sharpness of 1 is right. */
  void update(float[][] rows, double pseudo, ColumnMoments all, double floor, double sharpness) {
    double[][] r = responsibilities(rows, sharpness);
    for (int k = 0; k < mixing.length; k++) {
      double own = pseudo;
      for (double[] responsibility : r) {
        own += responsibility[k];
      }
      mixing[k] = own / (rows.length + pseudo * mixing.length);
      for (int i = 0; i < means[k].length; i++) {
        updateColumn(rows, r, k, i, own, pseudo, all, floor);
      }
    }
  }

  private double[][] responsibilities(float[][] rows, double sharpness) {
    double[][] r = new double[rows.length][mixing.length];
    for (int n = 0; n < rows.length; n++) {
      double sum = 0;
      for (int k = 0; k < mixing.length; k++) {
        r[n][k] = Math.pow(joint(k, rows[n]), sharpness);
        sum += r[n][k];
      }
      for (int k = 0; k < mixing.length; k++) {
        r[n][k] /= sum;
      }
    }
    return r;
  }

  private void updateColumn(
      float[][] rows,
      double[][] r,
      int k,
      int i,
      double own,
      double pseudo,
      ColumnMoments all,
      double floor) {
    double mean = pseudo * all.means()[i];
    for (int n = 0; n < rows.length; n++) {
      mean += r[n][k] * rows[n][i];
    }
    mean /= own;
    means[k][i] = mean;
    if (!binary) {
      double squares = pseudo * (all.variances()[i] + Math.pow(all.means()[i] - mean, 2));
      for (int n = 0; n < rows.length; n++) {
        squares += r[n][k] * Math.pow(rows[n][i] - mean, 2);
      }
      variances[k][i] = Math.max(squares / own, floor * all.variances()[i]);
    }
  }
}
