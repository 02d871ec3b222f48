package dev.reverie.likelihood;

import dev.reverie.numeric.Logistic;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import dev.reverie.unit.Conditional;
import dev.reverie.unit.Layer;
import dev.reverie.unit.Normal;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * log Z of a machine with real-valued units, or groups of which one is on, as a sum over all states
 * s of a discrete layer, the other one integrated in closed form; for binary hidden and Gaussian
 * visible units with means {@code m_i = a_i + sum_j W_ij h_j} and variances s_i
 *
 * <pre>
 *  Z = sum_h exp(b . h) prod_i sqrt(2 pi s_i) exp((m_i^2 - a_i^2) / (2 s_i))
 * </pre>
 *
 * In double precision. States come in blocks in the order of a counter whose digits are the units,
 * or groups, of the layer; every block starts from freshly summed fields. Blocks run in parallel
 * and are added in order.
 */
final class RealExactPartition {
  /** The most states of the discrete layer. */
  private static final int STATE_LIMIT = 1 << ExactLogPartition.UNIT_LIMIT;

  /** The most integrals that are more than a square. */
  private static final long INTEGRAL_LIMIT = 1L << 28;

  private static final int BLOCK = 1024;

  /** A binary unit or a softmax group: its units' values in each of its states. */
  private record Digit(int first, float[][] values) {}

  private final RealMachine machine;
  private final List<Digit> digits;
  private final Layer other;
  private final boolean integratesVisible;
  private final double[] bias;
  private final double[] otherBias;
  private final double[][] weights;
  private final int states;

  private RealExactPartition(RealMachine machine, Parameters parameters) {
    Rbm rbm = machine.rbm();
    this.machine = machine;
    this.integratesVisible = sumsHidden(rbm);
    this.digits = digits(summed(rbm));
    this.other = integratesVisible ? rbm.visibleLayer() : rbm.hiddenLayer();
    this.bias = doubles(parameters, integratesVisible ? rbm.hiddenBias() : rbm.visibleBias());
    this.otherBias = doubles(parameters, integratesVisible ? rbm.visibleBias() : rbm.hiddenBias());
    this.weights = new double[bias.length][otherBias.length];
    for (int unit = 0; unit < bias.length; unit++) {
      for (int k = 0; k < otherBias.length; k++) {
        int row = integratesVisible ? k : unit;
        int column = integratesVisible ? unit : k;
        weights[unit][k] = parameters.at(rbm.weights(), row, column);
      }
    }
    this.states = (int) states(summed(rbm));
  }

  /** Whether the discrete layer has few enough states. */
  static boolean feasible(Rbm rbm) {
    Layer other = sumsHidden(rbm) ? rbm.visibleLayer() : rbm.hiddenLayer();
    double states = states(summed(rbm));
    boolean squares = other.key().equals(UnitKind.GAUSSIAN.key());
    return states <= STATE_LIMIT && (squares || states * other.units() <= INTEGRAL_LIMIT);
  }

  /** log Z at inverse temperature 1, in nats. */
  static double of(RealMachine machine, Parameters parameters) {
    if (!feasible(machine.rbm())) {
      throw new IllegalArgumentException(
          "states of the discrete layer=" + states(summed(machine.rbm())) + ", too many to sum");
    }
    RealExactPartition sum = new RealExactPartition(machine, parameters);
    int blocks = (sum.states - 1) / BLOCK + 1;
    return LogSum.of(IntStream.range(0, blocks).parallel().mapToDouble(sum::block).toArray());
  }

  private static Layer summed(Rbm rbm) {
    return sumsHidden(rbm) ? rbm.hiddenLayer() : rbm.visibleLayer();
  }

  /** The discrete layer is summed; of two, the one of fewer states. */
  private static boolean sumsHidden(Rbm rbm) {
    Layer visible = rbm.visibleLayer();
    Layer hidden = rbm.hiddenLayer();
    return !visible.discrete() || hidden.discrete() && states(hidden) <= states(visible);
  }

  private static double states(Layer layer) {
    double states = 1;
    for (Layer.Part part : layer.parts()) {
      states *= Math.pow(Math.max(2, part.states()), part.groups());
    }
    return states;
  }

  private static List<Digit> digits(Layer layer) {
    List<Digit> digits = new ArrayList<>();
    for (Layer.Part part : layer.parts()) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        digits.add(new Digit(first, values(part)));
      }
    }
    return digits;
  }

  private static float[][] values(Layer.Part part) {
    if (part.kind() != UnitKind.SOFTMAX) {
      int shift = part.kind().shift();
      return new float[][] {{shift}, {part.kind().scale() + shift}};
    }
    float[][] values = new float[part.states()][part.states()];
    for (int k = 0; k < values.length; k++) {
      values[k][k] = 1;
    }
    return values;
  }

  private static double[] doubles(Parameters parameters, Block block) {
    double[] doubles = new double[block.columns()];
    for (int column = 0; column < doubles.length; column++) {
      doubles[column] = parameters.at(block, 0, column);
    }
    return doubles;
  }

  /** The log of the sum over the states of one block. */
  private double block(int block) {
    double[] fields = otherBias.clone();
    int[] state = new int[digits.size()];
    double energy = 0;
    int left = block * BLOCK;
    for (int k = 0; k < state.length; k++) {
      int radix = digits.get(k).values().length;
      state[k] = left % radix;
      left /= radix;
      energy += move(k, 0, state[k], true, fields);
    }
    double[] terms = new double[Math.min(BLOCK, states - block * BLOCK)];
    terms[0] = energy + integral(fields);
    for (int n = 1; n < terms.length; n++) {
      energy += advance(state, fields);
      terms[n] = energy + integral(fields);
    }
    return LogSum.of(terms);
  }

  /** The next state; returns what its units' own energy falls by. */
  private double advance(int[] state, double[] fields) {
    double fall = 0;
    for (int k = 0; k < state.length; k++) {
      int before = state[k];
      state[k] = (before + 1) % digits.get(k).values().length;
      fall += move(k, before, state[k], false, fields);
      if (state[k] != 0) {
        break;
      }
    }
    return fall;
  }

  private double move(int k, int from, int to, boolean fromNothing, double[] fields) {
    Digit digit = digits.get(k);
    double fall = 0;
    for (int at = 0; at < digit.values()[to].length; at++) {
      double by = digit.values()[to][at] - (fromNothing ? 0.0 : digit.values()[from][at]);
      if (by != 0) {
        int unit = digit.first() + at;
        fall += by * bias[unit];
        for (int other = 0; other < fields.length; other++) {
          fields[other] += by * weights[unit][other];
        }
      }
    }
    return fall;
  }

  /** The log of the integral over the other layer. */
  private double integral(double[] fields) {
    double sum = 0;
    for (Layer.Part part : other.parts()) {
      if (part.kind() == UnitKind.GAUSSIAN && integratesVisible) {
        sum += gaussian(part, fields);
      } else if (part.kind() == UnitKind.BINARY) {
        sum += Logistic.softplusSum(Arrays.copyOfRange(fields, part.first(), part.end()));
      } else if (part.kind() == UnitKind.SOFTMAX) {
        for (int first = part.first(); first < part.end(); first += part.states()) {
          sum += Conditional.logPartition(fields, first, part.states());
        }
      } else {
        for (int unit = part.first(); unit < part.end(); unit++) {
          sum += Conditional.logPartition(part.kind(), fields[unit]);
        }
      }
    }
    return sum;
  }

  private double gaussian(Layer.Part part, double[] fields) {
    double sum = 0;
    for (int i = part.first(); i < part.end(); i++) {
      double s = machine.variance(i);
      double gain = (fields[i] - otherBias[i]) * (fields[i] + otherBias[i]) / (2 * s);
      sum += gain + StrictMath.log(s) / 2 + Normal.HALF_LOG_TWO_PI;
    }
    return sum;
  }
}
