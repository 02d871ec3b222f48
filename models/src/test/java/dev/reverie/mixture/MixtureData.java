package dev.reverie.mixture;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import java.util.Random;

/** Rows and parameters that tests made. */
final class MixtureData {
  private MixtureData() {}

  static BinaryRows bits(float[]... rows) {
    Dataset data = Dataset.ofFloats("bits", rows, 1, rows[0].length);
    return BinaryRows.of(data, Binarisation.THRESHOLD, 1);
  }

  static StateRows reals(float[]... rows) {
    return new Reals(rows);
  }

  private record Reals(float[][] values) implements StateRows {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public int columns() {
      return values[0].length;
    }

    @Override
    public void values(long pass, int row, float[] into, int offset) {
      System.arraycopy(values[row], 0, into, offset, columns());
    }

    @Override
    public double[] means() {
      double[] means = new double[columns()];
      for (float[] row : values) {
        for (int i = 0; i < means.length; i++) {
          means[i] += (double) row[i] / values.length;
        }
      }
      return means;
    }
  }

  /** Independent bits, each column on with a probability of its own. */
  static float[][] randomBits(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] all = new float[rows][columns];
    for (float[] row : all) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextInt(columns + 2) <= i ? 1 : 0;
      }
    }
    return all;
  }

  /** Clusters at 0 and 3, of different widths. */
  static float[][] randomReals(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] all = new float[rows][columns];
    for (int n = 0; n < rows; n++) {
      for (int i = 0; i < columns; i++) {
        all[n][i] = (float) (n % 3 == 0 ? 3 + 0.3 * random.nextGaussian() : random.nextGaussian());
      }
    }
    return all;
  }

  /** Numbers far from those that learning starts with. */
  static Parameters random(Mixture mixture, long seed) {
    Random random = new Random(seed);
    Parameters parameters = new Parameters(mixture.layout());
    float sum = 0;
    float[] shares = new float[mixture.components()];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = 0.2f + random.nextFloat();
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      parameters.set(mixture.mixing(), 0, k, shares[k] / sum);
      for (int i = 0; i < mixture.columns(); i++) {
        float mean = mixture.binary() ? 0.05f + 0.9f * random.nextFloat() : 3 * random.nextFloat();
        parameters.set(mixture.means(), k, i, mean);
        if (mixture instanceof GaussianMixture gaussian) {
          parameters.set(gaussian.logVariances(), k, i, random.nextFloat() - 0.5f);
        }
      }
    }
    mixture.derive(parameters);
    return parameters;
  }

  static double meanLikelihood(Mixture mixture, Parameters parameters, float[][] rows) {
    MixtureDensity density = new MixtureDensity(mixture, parameters);
    double sum = 0;
    for (float[] row : rows) {
      sum += density.logLikelihood(row);
    }
    return sum / rows.length;
  }
}
