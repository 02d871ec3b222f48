package dev.reverie.dbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A deep machine of few units in double precision, layer by layer from its energy alone. A state of
 * all units has layer 0 in its lowest bits, then layer 1, and so on.
 */
final class SmallDbm {
  /** Parameters are multiples of this, so that their sums are exact in single precision. */
  private static final float GRAIN = 0x1p-10f;

  final Dbm dbm;
  final Parameters parameters;
  final double[][][] weights;
  final double[][] biases;
  private final int[] shifts;

  private SmallDbm(Dbm dbm, Parameters parameters, double[][][] weights, double[][] biases) {
    this.dbm = dbm;
    this.parameters = parameters;
    this.weights = weights;
    this.biases = biases;
    this.shifts = new int[biases.length + 1];
    for (int layer = 0; layer < biases.length; layer++) {
      shifts[layer + 1] = shifts[layer] + biases[layer].length;
    }
  }

  /** Weights and biases from normal distributions, rounded. */
  static SmallDbm random(List<Integer> layers, double weightScale, double biasScale, long seed) {
    return random(layers, Extras.NONE, weightScale, biasScale, seed);
  }

  static SmallDbm random(
      List<Integer> layers, Extras extras, double weightScale, double biasScale, long seed) {
    Random random = new Random(seed);
    double[][] biases = new double[layers.size()][];
    double[][][] weights = new double[layers.size() - 1][][];
    for (int layer = 0; layer < biases.length; layer++) {
      biases[layer] = normal(layers.get(layer), biasScale, random);
      for (int i = 0; layer < weights.length && i < layers.get(layer); i++) {
        weights[layer] = i == 0 ? new double[layers.get(layer)][] : weights[layer];
        weights[layer][i] = normal(layers.get(layer + 1), weightScale, random);
      }
    }
    Dbm dbm = new Dbm(layers, extras);
    return new SmallDbm(dbm, parameters(dbm, weights, biases), weights, biases);
  }

  private static double[] normal(int length, double scale, Random random) {
    double[] numbers = new double[length];
    for (int k = 0; k < length; k++) {
      numbers[k] = Math.round(random.nextGaussian() * scale / GRAIN) * GRAIN;
    }
    return numbers;
  }

  private static Parameters parameters(Dbm dbm, double[][][] weights, double[][] biases) {
    Parameters parameters = new Parameters(dbm.rbm().layout());
    for (int layer = 0; layer < biases.length; layer++) {
      for (int i = 0; i < biases[layer].length; i++) {
        dbm.setBias(parameters, layer, i, (float) biases[layer][i]);
        for (int j = 0; layer < weights.length && j < biases[layer + 1].length; j++) {
          dbm.setWeight(parameters, layer, i, j, (float) weights[layer][i][j]);
        }
      }
    }
    dbm.rbm().derive(parameters);
    return parameters;
  }

  /** The same with every unit of a layer set to what it is not learned to be: a wrong machine. */
  SmallDbm withoutWeights(int layer) {
    double[][][] fewer = weights.clone();
    fewer[layer] = new double[weights[layer].length][weights[layer][0].length];
    return new SmallDbm(dbm, parameters(dbm, fewer, biases), fewer, biases);
  }

  int units() {
    return shifts[biases.length];
  }

  int layers() {
    return biases.length;
  }

  boolean on(int state, int layer, int unit) {
    return (state >>> shifts[layer] + unit & 1) != 0;
  }

  int visible(int state) {
    return state & (1 << biases[0].length) - 1;
  }

  double energy(int state) {
    double energy = 0;
    for (int layer = 0; layer < layers(); layer++) {
      for (int i = 0; i < biases[layer].length; i++) {
        if (!on(state, layer, i)) {
          continue;
        }
        energy -= biases[layer][i];
        for (int j = 0; layer < weights.length && j < biases[layer + 1].length; j++) {
          energy -= on(state, layer + 1, j) ? weights[layer][i][j] : 0;
        }
      }
    }
    return energy;
  }

  double logZ() {
    double sum = 0;
    for (int state = 0; state < 1 << units(); state++) {
      sum += StrictMath.exp(-energy(state));
    }
    return StrictMath.log(sum);
  }

  /** p of all states. */
  double[] joint() {
    double[] joint = new double[1 << units()];
    double logZ = logZ();
    for (int state = 0; state < joint.length; state++) {
      joint[state] = StrictMath.exp(-energy(state) - logZ);
    }
    return joint;
  }

  /** F(v), for every v. */
  double[] freeEnergies() {
    double[] sums = new double[1 << biases[0].length];
    for (int state = 0; state < 1 << units(); state++) {
      sums[visible(state)] += StrictMath.exp(-energy(state));
    }
    for (int v = 0; v < sums.length; v++) {
      sums[v] = -StrictMath.log(sums[v]);
    }
    return sums;
  }

  /** Means at rest, v in layer 0, from a pass upwards with twice the weights from below. */
  double[][] meanField(int v) {
    double[][] means = new double[layers()][];
    for (int layer = 0; layer < layers(); layer++) {
      means[layer] = new double[biases[layer].length];
      for (int i = 0; i < means[layer].length; i++) {
        means[layer][i] = layer == 0 ? (i < 31 ? v >>> i & 1 : 0) : upwards(means, layer, i);
      }
    }
    double change = 1;
    for (int sweep = 0; sweep < 100_000 && change > 1e-13; sweep++) {
      change = 0;
      for (int first = 1; first <= 2; first++) {
        for (int layer = first; layer < layers(); layer += 2) {
          change = Math.max(change, move(means, layer));
        }
      }
    }
    return means;
  }

  private double upwards(double[][] means, int layer, int unit) {
    double below = 0;
    for (int i = 0; i < means[layer - 1].length; i++) {
      below += means[layer - 1][i] * weights[layer - 1][i][unit];
    }
    return logistic(biases[layer][unit] + (layer < layers() - 1 ? 2 : 1) * below);
  }

  private double move(double[][] means, int layer) {
    double change = 0;
    for (int unit = 0; unit < means[layer].length; unit++) {
      double mean = logistic(field(means, layer, unit));
      change = Math.max(change, Math.abs(mean - means[layer][unit]));
      means[layer][unit] = mean;
    }
    return change;
  }

  private double field(double[][] means, int layer, int unit) {
    double field = biases[layer][unit];
    for (int i = 0; i < means[layer - 1].length; i++) {
      field += means[layer - 1][i] * weights[layer - 1][i][unit];
    }
    for (int j = 0; layer + 1 < layers() && j < means[layer + 1].length; j++) {
      field += weights[layer][unit][j] * means[layer + 1][j];
    }
    return field;
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** q of every state with that v, 0 for others. */
  double[] factorised(double[][] means) {
    double[] q = new double[1 << units()];
    for (int state = 0; state < q.length; state++) {
      q[state] = 1;
      for (int layer = 0; layer < layers(); layer++) {
        for (int i = 0; i < means[layer].length; i++) {
          q[state] *= on(state, layer, i) ? means[layer][i] : 1 - means[layer][i];
        }
      }
    }
    return q;
  }

  /** Means of all products of neighbours and of all units, in the order of {@link #learned}. */
  double[] statistics(double[] distribution) {
    double[] sums = new double[learned(parameters).length];
    for (int state = 0; state < distribution.length; state++) {
      int next = 0;
      for (int layer = 0; distribution[state] != 0 && layer < layers(); layer++) {
        for (int i = 0; i < biases[layer].length; i++) {
          double mass = on(state, layer, i) ? distribution[state] : 0;
          sums[next++] += mass;
          for (int j = 0; layer < weights.length && j < biases[layer + 1].length; j++) {
            sums[next++] += on(state, layer + 1, j) ? mass : 0;
          }
        }
      }
    }
    return sums;
  }

  /** Every unit's bias followed by its weights to the next layer, layer by layer. */
  double[] learned(Parameters of) {
    List<Double> all = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      for (int i = 0; i < biases[layer].length; i++) {
        all.add((double) dbm.bias(of, layer, i));
        for (int j = 0; layer < weights.length && j < biases[layer + 1].length; j++) {
          all.add((double) dbm.weight(of, layer, i, j));
        }
      }
    }
    return all.stream().mapToDouble(each -> each).toArray();
  }

  /** The units of all even layers, or of all odd ones, as a particle holds them. */
  long packed(int state, int side) {
    long bits = 0;
    int at = 0;
    for (int layer = side; layer < layers(); layer += 2) {
      for (int i = 0; i < biases[layer].length; i++) {
        bits |= on(state, layer, i) ? 1L << at : 0;
        at++;
      }
    }
    return bits;
  }

  /** The state of a particle. */
  int unpacked(long even, long odd) {
    int state = 0;
    long[] left = {even, odd};
    for (int layer = 0; layer < layers(); layer++) {
      int units = biases[layer].length;
      state |= (int) (left[layer % 2] & (1L << units) - 1) << shifts[layer];
      left[layer % 2] >>>= units;
    }
    return state;
  }
}
