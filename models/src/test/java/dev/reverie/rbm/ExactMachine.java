package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A small machine with any units in double precision, from its energy alone: sums over every state
 * of a discrete layer, and integrals over the units of another one, which are independent given the
 * first.
 */
final class ExactMachine {
  /** A state of all units. */
  record State(double[] v, double[] h) {}

  final Rbm rbm;
  private final List<Block> blocks;
  private final double[][] theta;
  private ExactLayer.Values visible;
  private ExactLayer.Values hidden;
  private double[] cumulated;

  ExactMachine(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.blocks = learned(rbm);
    this.theta = new double[blocks.size()][];
    for (int k = 0; k < theta.length; k++) {
      float[] rows = parameters.rows(blocks.get(k));
      theta[k] = new double[rows.length];
      for (int n = 0; n < rows.length; n++) {
        theta[k][n] = rows[n];
      }
    }
  }

  static List<Block> learned(Rbm rbm) {
    List<Block> blocks =
        new ArrayList<>(List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias()));
    if (rbm.hasVariances()) {
      blocks.add(rbm.visibleLogVariance());
    }
    return blocks;
  }

  /** Learned numbers, block after block. */
  static double[] learned(Rbm rbm, Parameters parameters) {
    return numbers(learned(rbm), parameters);
  }

  /** The numbers of some blocks, one after another. */
  static double[] numbers(List<Block> blocks, Parameters parameters) {
    List<Double> all = new ArrayList<>();
    for (Block block : blocks) {
      for (float value : parameters.rows(block)) {
        all.add((double) value);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** States of the visible layer; of real values those of a grid. */
  double[][] visibleStates() {
    visible = visible == null ? ExactLayer.states(rbm.visibleLayer()) : visible;
    return visible.values();
  }

  /** States of the hidden layer, likewise. */
  double[][] hiddenStates() {
    hidden = hidden == null ? ExactLayer.states(rbm.hiddenLayer()) : hidden;
    return hidden.values();
  }

  double energy(double[] v, double[] h) {
    return energy(theta, v, h);
  }

  private double energy(double[][] at, double[] v, double[] h) {
    double energy = ownVisible(at, v) + ownHidden(at, h);
    for (int i = 0; i < v.length; i++) {
      double scaled = v[i] / variance(at, i);
      for (int j = 0; j < h.length; j++) {
        energy -= scaled * at[0][i * h.length + j] * h[j];
      }
    }
    return energy;
  }

  private double variance(double[][] at, int i) {
    boolean gaussian = rbm.visibleLayer().kindOf(i) == UnitKind.GAUSSIAN;
    return gaussian ? Math.exp(at[3][i]) : 1;
  }

  private double ownVisible(double[][] at, double[] v) {
    double energy = 0;
    for (int i = 0; i < v.length; i++) {
      energy += ownVisible(rbm.visibleLayer().kindOf(i), at[1][i], variance(at, i), v[i]);
    }
    return energy;
  }

  private double ownHidden(double[][] at, double[] h) {
    double energy = 0;
    for (int j = 0; j < h.length; j++) {
      energy += ownHidden(rbm.hiddenLayer().kindOf(j), at[2][j], h[j]);
    }
    return energy;
  }

  /** A Gaussian visible unit has a mean; a hidden one, of variance 1, a field. */
  private static double ownVisible(UnitKind kind, double bias, double variance, double x) {
    return switch (kind) {
      case GAUSSIAN -> (x - bias) * (x - bias) / 2 / variance;
      case RECTIFIED -> x * x / 2 - bias * x;
      default -> -bias * x;
    };
  }

  private static double ownHidden(UnitKind kind, double bias, double x) {
    return (kind.discrete() ? 0 : x * x / 2) - bias * x;
  }

  /** What hidden units multiply each visible unit with in minus the energy. */
  private double[] visibleInput(double[][] at, double[] h) {
    double[] input = new double[rbm.visible()];
    for (int i = 0; i < input.length; i++) {
      for (int j = 0; j < h.length; j++) {
        input[i] += at[0][i * h.length + j] * h[j] / variance(at, i);
      }
    }
    return input;
  }

  /** What visible units multiply each hidden unit with in minus the energy. */
  private double[] hiddenInput(double[][] at, double[] v) {
    double[] input = new double[rbm.hidden()];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < input.length; j++) {
        input[j] += at[0][i * input.length + j] * v[i] / variance(at, i);
      }
    }
    return input;
  }

  /** Values of one group given the other layer, and the logarithm of what each weighs. */
  private ExactLayer.Values weighed(
      double[][] at, boolean ofVisible, ExactLayer.Group group, double[] input) {
    double[] bias = ofVisible ? at[1] : at[2];
    double s = ofVisible ? variance(at, group.first()) : 1;
    double centre = bias[group.first()] + input[group.first()] * s;
    ExactLayer.Values values = ExactLayer.values(group, centre, Math.sqrt(s));
    double[] logs = values.logWeights().clone();
    for (int n = 0; n < logs.length; n++) {
      for (int k = 0; k < group.units(); k++) {
        int unit = group.first() + k;
        double x = values.values()[n][k];
        logs[n] +=
            input[unit] * x
                - (ofVisible
                    ? ownVisible(group.kind(), bias[unit], s, x)
                    : ownHidden(group.kind(), bias[unit], x));
      }
    }
    return new ExactLayer.Values(values.values(), logs);
  }

  private static double logSum(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /** log of the sum or integral over one layer of exp(-E) without the other's own energy. */
  private double logOfLayer(double[][] at, boolean ofVisible, double[] other) {
    Layer layer = ofVisible ? rbm.visibleLayer() : rbm.hiddenLayer();
    double[] input = ofVisible ? visibleInput(at, other) : hiddenInput(at, other);
    double sum = 0;
    for (ExactLayer.Group group : ExactLayer.groups(layer)) {
      sum += logSum(weighed(at, ofVisible, group, input).logWeights());
    }
    return sum;
  }

  /** The means of one layer's units given the other's values. */
  double[] means(boolean ofVisible, double[] other) {
    Layer layer = ofVisible ? rbm.visibleLayer() : rbm.hiddenLayer();
    double[] input = ofVisible ? visibleInput(theta, other) : hiddenInput(theta, other);
    double[] means = new double[layer.units()];
    for (ExactLayer.Group group : ExactLayer.groups(layer)) {
      ExactLayer.Values values = weighed(theta, ofVisible, group, input);
      double total = logSum(values.logWeights());
      for (int n = 0; n < values.values().length; n++) {
        double share = Math.exp(values.logWeights()[n] - total);
        for (int k = 0; k < group.units(); k++) {
          means[group.first() + k] += share * values.values()[n][k];
        }
      }
    }
    return means;
  }

  /** Whether sums go over the visible layer's states and the hidden layer is integrated. */
  private boolean overVisible() {
    return rbm.visibleLayer().discrete();
  }

  private double[] logMasses(double[][] at) {
    double[][] states = overVisible() ? visibleStates() : hiddenStates();
    double[] logs = new double[states.length];
    for (int n = 0; n < states.length; n++) {
      double own = overVisible() ? ownVisible(at, states[n]) : ownHidden(at, states[n]);
      logs[n] = logOfLayer(at, !overVisible(), states[n]) - own;
    }
    return logs;
  }

  double logZ() {
    return logSum(logMasses(theta));
  }

  /** F(v) = - log of the sum or integral over h of exp(-E(v, h)). */
  double freeEnergy(double[] v) {
    return freeEnergy(theta, v);
  }

  private double freeEnergy(double[][] at, double[] v) {
    return ownVisible(at, v) - logOfLayer(at, false, v);
  }

  /** p(v, h) at place {@code v * hidden states + h}; of real values on a grid. */
  double[] joint() {
    double[] joint = new double[visibleStates().length * hiddenStates().length];
    int place = 0;
    for (double[] v : visibleStates()) {
      for (double[] h : hiddenStates()) {
        joint[place++] = Math.exp(-energy(v, h));
      }
    }
    return Enumerated.normalised(joint);
  }

  /** The probabilities of the states of the layer that sums go over. */
  double[] masses() {
    double[] logs = logMasses(theta);
    double total = logSum(logs);
    double[] masses = new double[logs.length];
    for (int n = 0; n < logs.length; n++) {
      masses[n] = Math.exp(logs[n] - total);
    }
    return masses;
  }

  /** Where the values of one layer's real-valued units are densest, or would be below 0. */
  double[] centres(boolean ofVisible, double[] other) {
    double[] input = ofVisible ? visibleInput(theta, other) : hiddenInput(theta, other);
    double[] bias = ofVisible ? theta[1] : theta[2];
    for (int k = 0; k < input.length; k++) {
      input[k] = bias[k] + input[k] * (ofVisible ? variance(theta, k) : 1);
    }
    return input;
  }

  /** The variance of a visible unit; 1 where it has none. */
  double variance(int i) {
    return variance(theta, i);
  }

  /** An exact draw of all units. */
  State draw(Random random) {
    double[][] states = overVisible() ? visibleStates() : hiddenStates();
    cumulated = cumulated == null ? Particles.cumulated(masses()) : cumulated;
    double[] first = states[Particles.draw(cumulated, random.nextDouble())];
    double[] second = drawLayer(!overVisible(), first, random);
    return overVisible() ? new State(first, second) : new State(second, first);
  }

  private double[] drawLayer(boolean ofVisible, double[] other, Random random) {
    Layer layer = ofVisible ? rbm.visibleLayer() : rbm.hiddenLayer();
    double[] input = ofVisible ? visibleInput(theta, other) : hiddenInput(theta, other);
    double[] bias = ofVisible ? theta[1] : theta[2];
    double[] drawn = new double[layer.units()];
    for (ExactLayer.Group group : ExactLayer.groups(layer)) {
      int unit = group.first();
      double s = ofVisible ? variance(theta, unit) : 1;
      double centre = bias[unit] + input[unit] * s;
      if (group.kind().discrete()) {
        ExactLayer.Values values = weighed(theta, ofVisible, group, input);
        double[] shares = Enumerated.normalised(exp(values.logWeights()));
        int k = Particles.draw(Particles.cumulated(shares), random.nextDouble());
        System.arraycopy(values.values()[k], 0, drawn, unit, group.units());
        continue;
      }
      do {
        drawn[unit] = centre + Math.sqrt(s) * random.nextGaussian();
      } while (group.kind() == UnitKind.RECTIFIED && drawn[unit] < 0);
    }
    return drawn;
  }

  private static double[] exp(double[] logs) {
    double[] numbers = new double[logs.length];
    for (int n = 0; n < logs.length; n++) {
      numbers[n] = Math.exp(logs[n]);
    }
    return numbers;
  }

  /** Mean log-likelihood of rows. */
  double likelihood(double[][] rows) {
    return likelihood(theta, rows);
  }

  private double likelihood(double[][] at, double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum -= freeEnergy(at, row);
    }
    return sum / rows.length - logSum(logMasses(at));
  }

  /** The gradient of that by all learned numbers, by central differences. */
  double[] gradient(double[][] rows) {
    return slope(at -> likelihood(at, rows));
  }

  /** The derivatives of log Z by all learned numbers, by central differences. */
  double[] logZSlope() {
    return slope(at -> logSum(logMasses(at)));
  }

  /** Minus the derivatives of F(v) by all learned numbers, by central differences. */
  double[] freeEnergySlope(double... v) {
    return slope(at -> -freeEnergy(at, v));
  }

  /** How many learned numbers there are. */
  int parameters() {
    int count = 0;
    for (double[] block : theta) {
      count += block.length;
    }
    return count;
  }

  /** Minus the derivatives of E(v, h) by all learned numbers, by central differences. */
  double[] slope(double[] v, double[] h) {
    return slope(at -> -energy(at, v, h));
  }

  private double[] slope(ToDoubleFunction<double[][]> function) {
    double step = 1e-4;
    double[] slope = new double[parameters()];
    int next = 0;
    for (double[] block : theta) {
      for (int k = 0; k < block.length; k++) {
        double kept = block[k];
        block[k] = kept + step;
        double above = function.applyAsDouble(theta);
        block[k] = kept - step;
        double below = function.applyAsDouble(theta);
        block[k] = kept;
        slope[next++] = (above - below) / (2 * step);
      }
    }
    return slope;
  }

  /** Packed bits of discrete values. */
  static long[] bits(Layer layer, double[] values) {
    long[] bits = new long[(values.length + 63) / 64];
    for (int i = 0; i < values.length; i++) {
      boolean on = values[i] > (layer.has(UnitKind.SPIN) ? 0 : 0.5);
      bits[i >>> 6] |= on ? 1L << i : 0;
    }
    return bits;
  }
}
