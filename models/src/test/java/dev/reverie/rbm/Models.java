package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import java.util.List;
import java.util.Random;

/** Models with random parameters, and random packed states of them. */
public final class Models {
  /** Parameters are multiples of this, so that their sums are exact in single precision. */
  private static final float GRAIN = 0x1p-10f;

  private Models() {}

  /** Weights and biases from N(0, scale^2), rounded; derived blocks are derived. */
  static Parameters random(Rbm rbm, double weightScale, double biasScale, Random random) {
    Parameters parameters = new Parameters(rbm.layout());
    fill(parameters, rbm.weights(), weightScale, random);
    fill(parameters, rbm.visibleBias(), biasScale, random);
    fill(parameters, rbm.hiddenBias(), biasScale, random);
    if (rbm.hasVariances()) {
      fill(parameters, rbm.visibleLogVariance(), biasScale, random);
    }
    rbm.derive(parameters);
    return parameters;
  }

  private static void fill(Parameters parameters, Block block, double scale, Random random) {
    float[] rows = new float[block.size()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Math.round(random.nextGaussian() * scale / GRAIN) * GRAIN;
    }
    parameters.setRows(block, rows);
  }

  public static Snapshot snapshot(Parameters parameters) {
    return new Snapshot(new Version(0, 0), parameters);
  }

  static long[] state(int units, Random random) {
    long[] state = new long[(units + 63) / 64];
    for (int unit = 0; unit < units; unit++) {
      state[unit >>> 6] |= random.nextBoolean() ? 1L << unit : 0;
    }
    return state;
  }

  /** Learned numbers, row after row: weights, visible biases, hidden biases. */
  static double[] learned(Rbm rbm, Parameters parameters) {
    double[] all = new double[rbm.visible() * rbm.hidden() + rbm.visible() + rbm.hidden()];
    int next = 0;
    for (Block block : List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias())) {
      for (float value : parameters.rows(block)) {
        all[next++] = value;
      }
    }
    return all;
  }

  /** Sets what {@link #learned} reads, rounded, and derives the rest. */
  static void learn(Rbm rbm, Parameters parameters, double[] all) {
    int next = 0;
    for (Block block : List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias())) {
      float[] rows = new float[block.size()];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = (float) all[next++];
      }
      parameters.setRows(block, rows);
    }
    rbm.derive(parameters);
  }

  public static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      difference[k] = a[k] - b[k];
    }
    return difference;
  }

  public static double norm(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }
}
