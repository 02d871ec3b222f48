package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A small machine with any units in double precision, from its energy alone: every state of a
 * discrete layer, and a fine grid of states of another one.
 */
final class ExactMachine {
  private static final int POINTS = 161;
  private static final double REACH = 9;

  /** States of a layer as values, and the logarithm of the volume that each stands for. */
  record States(double[][] values, double logVolume) {}

  final Rbm rbm;
  final States visible;
  final States hidden;
  private final List<Block> blocks;
  private final double[][] theta;

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
    this.visible = states(rbm.visibleLayer());
    this.hidden = states(rbm.hiddenLayer());
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
    List<Double> all = new ArrayList<>();
    for (Block block : learned(rbm)) {
      for (float value : parameters.rows(block)) {
        all.add((double) value);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private States states(Layer layer) {
    List<double[]> states = new ArrayList<>();
    states.add(new double[0]);
    double logVolume = 0;
    for (Layer.Part part : layer.parts()) {
      for (int group = 0; group < part.groups(); group++) {
        double[][] choices = choices(part, group);
        if (!part.kind().discrete()) {
          logVolume += Math.log(choices[1][0] - choices[0][0]);
        }
        List<double[]> longer = new ArrayList<>();
        for (double[] state : states) {
          for (double[] choice : choices) {
            double[] joined = java.util.Arrays.copyOf(state, state.length + choice.length);
            System.arraycopy(choice, 0, joined, state.length, choice.length);
            longer.add(joined);
          }
        }
        states = longer;
      }
    }
    return new States(states.toArray(double[][]::new), logVolume);
  }

  private double[][] choices(Layer.Part part, int group) {
    return switch (part.kind()) {
      case BINARY -> new double[][] {{0}, {1}};
      case SPIN -> new double[][] {{-1}, {1}};
      case SOFTMAX -> {
        double[][] all = new double[part.states()][part.states()];
        for (int k = 0; k < all.length; k++) {
          all[k][k] = 1;
        }
        yield all;
      }
      case GAUSSIAN -> grid(-REACH, REACH, 0.5);
      case RECTIFIED -> grid(0, REACH, 0.5);
    };
  }

  /** Midpoints of equal intervals. */
  private static double[][] grid(double from, double to, double place) {
    double[][] points = new double[POINTS][1];
    for (int k = 0; k < POINTS; k++) {
      points[k][0] = from + (to - from) * (k + place) / POINTS;
    }
    return points;
  }

  double energy(double[] v, double[] h) {
    return energy(theta, v, h);
  }

  private double energy(double[][] at, double[] v, double[] h) {
    double energy = own(rbm.visibleLayer(), at[1], at.length > 3 ? at[3] : null, v);
    energy += own(rbm.hiddenLayer(), at[2], null, h);
    for (int i = 0; i < v.length; i++) {
      double scaled = v[i] / variance(at.length > 3 ? at[3] : null, i);
      for (int j = 0; j < h.length; j++) {
        energy -= scaled * at[0][i * h.length + j] * h[j];
      }
    }
    return energy;
  }

  private static double variance(double[] logVariance, int i) {
    return logVariance == null ? 1 : Math.exp(logVariance[i]);
  }

  private static double own(Layer layer, double[] bias, double[] logVariance, double[] x) {
    double energy = 0;
    for (int i = 0; i < x.length; i++) {
      energy +=
          switch (layer.kindOf(i)) {
            case GAUSSIAN -> (x[i] - bias[i]) * (x[i] - bias[i]) / 2 / variance(logVariance, i);
            case RECTIFIED -> x[i] * x[i] / 2 - bias[i] * x[i];
            default -> -bias[i] * x[i];
          };
    }
    return energy;
  }

  /** p(v, h) at place {@code v * hidden states + h}, normalised over the grid. */
  double[] joint() {
    double[] joint = new double[visible.values().length * hidden.values().length];
    int place = 0;
    for (double[] v : visible.values()) {
      for (double[] h : hidden.values()) {
        joint[place++] = Math.exp(-energy(v, h));
      }
    }
    return Enumerated.normalised(joint);
  }

  double logZ() {
    return logZ(theta);
  }

  private double logZ(double[][] at) {
    double sum = 0;
    for (double[] v : visible.values()) {
      for (double[] h : hidden.values()) {
        sum += Math.exp(-energy(at, v, h));
      }
    }
    return Math.log(sum) + visible.logVolume() + hidden.logVolume();
  }

  /** F(v) = - log of the sum or integral over h of exp(-E(v, h)). */
  double freeEnergy(double[] v) {
    return freeEnergy(theta, v);
  }

  private double freeEnergy(double[][] at, double[] v) {
    double sum = 0;
    for (double[] h : hidden.values()) {
      sum += Math.exp(-energy(at, v, h));
    }
    return -Math.log(sum) - hidden.logVolume();
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
    return sum / rows.length - logZ(at);
  }

  /** The gradient of that by all learned numbers, by central differences. */
  double[] gradient(double[][] rows) {
    double step = 1e-4;
    List<Double> gradient = new ArrayList<>();
    for (double[] block : theta) {
      for (int k = 0; k < block.length; k++) {
        double kept = block[k];
        block[k] = kept + step;
        double above = likelihood(theta, rows);
        block[k] = kept - step;
        double below = likelihood(theta, rows);
        block[k] = kept;
        gradient.add((above - below) / (2 * step));
      }
    }
    return gradient.stream().mapToDouble(Double::doubleValue).toArray();
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
