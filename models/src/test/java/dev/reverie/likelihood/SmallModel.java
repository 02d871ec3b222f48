package dev.reverie.likelihood;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.util.Random;

/**
 * A random RBM of few hidden units, and what follows from its energy alone, in double precision.
 */
final class SmallModel {
  final Rbm rbm;
  final Parameters parameters;
  private final double[][] weights;
  private final double[] visibleBias;
  private final double[] hiddenBias;

  private SmallModel(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.parameters = parameters;
    this.weights = new double[rbm.visible()][rbm.hidden()];
    this.visibleBias = new double[rbm.visible()];
    this.hiddenBias = new double[rbm.hidden()];
    for (int i = 0; i < rbm.visible(); i++) {
      visibleBias[i] = parameters.at(rbm.visibleBias(), 0, i);
      for (int j = 0; j < rbm.hidden(); j++) {
        weights[i][j] = parameters.at(rbm.weights(), i, j);
        hiddenBias[j] = parameters.at(rbm.hiddenBias(), 0, j);
      }
    }
  }

  /** Weights and biases from N(0, scale^2). */
  static SmallModel random(int visible, int hidden, double scale, Random random) {
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = new Parameters(rbm.layout());
    for (Block block : new Block[] {rbm.weights(), rbm.visibleBias(), rbm.hiddenBias()}) {
      float[] rows = new float[block.size()];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = (float) (scale * random.nextGaussian());
      }
      parameters.setRows(block, rows);
    }
    rbm.derive(parameters);
    return new SmallModel(rbm, parameters);
  }

  static boolean on(long[] state, int unit) {
    return (state[unit >>> 6] >>> unit & 1) != 0;
  }

  static long[] state(int units, Random random) {
    long[] state = new long[(units + 63) / 64];
    for (int unit = 0; unit < units; unit++) {
      state[unit >>> 6] |= random.nextBoolean() ? 1L << unit : 0;
    }
    return state;
  }

  double energy(long[] v, long[] h) {
    double energy = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      energy -= on(v, i) ? visibleBias[i] : 0;
      for (int j = 0; j < rbm.hidden(); j++) {
        energy -= on(v, i) && on(h, j) ? weights[i][j] : 0;
      }
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      energy -= on(h, j) ? hiddenBias[j] : 0;
    }
    return energy;
  }

  /** The log of the sum of exp(-E) over all (v, h), one by one. */
  double bruteLogPartition() {
    double sum = 0;
    for (long v = 0; v < 1L << rbm.visible(); v++) {
      for (long h = 0; h < 1L << rbm.hidden(); h++) {
        sum += StrictMath.exp(-energy(new long[] {v}, new long[] {h}));
      }
    }
    return StrictMath.log(sum);
  }

  /**
   * The same over h, with each visible unit's sum in closed form: for any number of visible units.
   */
  double logPartition() {
    return LogSum.of(hiddenLogMasses());
  }

  private double[] hiddenLogMasses() {
    double[] logs = new double[1 << rbm.hidden()];
    for (int h = 0; h < logs.length; h++) {
      for (int j = 0; j < rbm.hidden(); j++) {
        logs[h] += (h >>> j & 1) * hiddenBias[j];
      }
      for (int i = 0; i < rbm.visible(); i++) {
        double field = visibleField(i, h);
        logs[h] += Math.max(field, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(field)));
      }
    }
    return logs;
  }

  private double visibleField(int i, int h) {
    double field = visibleBias[i];
    for (int j = 0; j < rbm.hidden(); j++) {
      field += (h >>> j & 1) * weights[i][j];
    }
    return field;
  }

  /** -log of the sum over h of exp(-E(v, h)). */
  double bruteFreeEnergy(long[] v) {
    double sum = 0;
    for (long h = 0; h < 1L << rbm.hidden(); h++) {
      sum += StrictMath.exp(-energy(v, new long[] {h}));
    }
    return -StrictMath.log(sum);
  }

  /**
   * Packed visible states drawn exactly from p(v): h from its enumerated distribution, then v given
   * h.
   */
  long[] exactDraws(int count, Random random) {
    double[] logs = hiddenLogMasses();
    double logPartition = LogSum.of(logs);
    int words = rbm.visibleWords();
    long[] states = new long[count * words];
    for (int n = 0; n < count; n++) {
      double left = random.nextDouble();
      int h = 0;
      while (h < logs.length - 1 && left >= Math.exp(logs[h] - logPartition)) {
        left -= Math.exp(logs[h++] - logPartition);
      }
      for (int i = 0; i < rbm.visible(); i++) {
        boolean on = random.nextDouble() < 1 / (1 + Math.exp(-visibleField(i, h)));
        states[n * words + (i >>> 6)] |= on ? 1L << i : 0;
      }
    }
    return states;
  }
}
