package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;

/** Tables of column after column, each with its components. */
final class BernoulliDensities implements ComponentDensities {
  private final int components;
  private final int columns;
  private final double[] logMixing;
  private final double[] logZeros;
  private final double[] logOff;
  private final double[] logOdds;

  BernoulliDensities(BernoulliMixture mixture, Parameters parameters) {
    this.components = mixture.components();
    this.columns = mixture.columns();
    this.logMixing = MixtureDensity.logMixing(mixture, parameters);
    this.logZeros = logMixing.clone();
    this.logOff = new double[components * columns];
    this.logOdds = new double[components * columns];
    for (int k = 0; k < components; k++) {
      for (int i = 0; i < columns; i++) {
        double mean = mixture.value(parameters, mixture.means(), k, i);
        double off = StrictMath.log1p(-mean);
        logOff[i * components + k] = off;
        logOdds[i * components + k] = StrictMath.log(mean) - off;
        logZeros[k] += off;
      }
    }
  }

  @Override
  public void logJoint(float[] row, int offset, boolean[] known, double[] logs) {
    System.arraycopy(known == null ? logZeros : logMixing, 0, logs, 0, components);
    for (int i = 0; i < columns; i++) {
      if (known != null && known[i]) {
        add(logOff, i, logs);
      }
      if (row[offset + i] != 0 && (known == null || known[i])) {
        add(logOdds, i, logs);
      }
    }
  }

  private void add(double[] table, int column, double[] logs) {
    int at = column * components;
    for (int k = 0; k < components; k++) {
      logs[k] += table[at + k];
    }
  }
}
