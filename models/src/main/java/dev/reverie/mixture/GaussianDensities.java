package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;

/** Tables of column after column, each with its components. */
final class GaussianDensities implements ComponentDensities {
  private static final double LOG_2_PI = StrictMath.log(2 * StrictMath.PI);

  private final int components;
  private final int columns;
  private final double[] logMixing;
  private final double[] means;
  private final double[] halfPrecisions;
  private final double[] logPeaks;

  GaussianDensities(GaussianMixture mixture, Parameters parameters) {
    this.components = mixture.components();
    this.columns = mixture.columns();
    this.logMixing = MixtureDensity.logMixing(mixture, parameters);
    this.means = new double[components * columns];
    this.halfPrecisions = new double[components * columns];
    this.logPeaks = new double[components * columns];
    for (int k = 0; k < components; k++) {
      for (int i = 0; i < columns; i++) {
        double log = mixture.value(parameters, mixture.logVariances(), k, i);
        int at = i * components + k;
        means[at] = mixture.value(parameters, mixture.means(), k, i);
        halfPrecisions[at] = StrictMath.exp(-log) / 2;
        logPeaks[at] = -(LOG_2_PI + log) / 2;
      }
    }
  }

  @Override
  public void logJoint(float[] row, int offset, boolean[] known, double[] logs) {
    System.arraycopy(logMixing, 0, logs, 0, components);
    for (int i = 0; i < columns; i++) {
      if (known == null || known[i]) {
        add(row[offset + i], i, logs);
      }
    }
  }

  private void add(double value, int column, double[] logs) {
    int at = column * components;
    for (int k = 0; k < components; k++) {
      double from = value - means[at + k];
      logs[k] += logPeaks[at + k] - from * from * halfPrecisions[at + k];
    }
  }
}
