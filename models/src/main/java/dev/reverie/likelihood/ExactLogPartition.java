package dev.reverie.likelihood;

import dev.reverie.numeric.Logistic;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.util.stream.IntStream;

/**
 * log Z of a binary RBM as a sum over all states s of the smaller layer, the larger one summed out
 * in closed form:
 *
 * <pre>
 *  Z = sum_s exp(c . s) prod_k (1 + exp(d_k + sum_l s_l W_lk))
 * </pre>
 *
 * In double precision. States come in blocks of up to 1,024 in the order of a Gray code, where each
 * differs from the one before in one unit; every block starts from freshly summed fields. Blocks
 * run in parallel and are added in order.
 */
public final class ExactLogPartition {
  /** The most units that the smaller layer may have: 4 million states. */
  public static final int UNIT_LIMIT = 22;

  private static final int BLOCK_UNITS = 10;

  private final int units;
  private final int blockUnits;
  private final double[] bias;
  private final double[] otherBias;
  private final double[][] weights;

  /**
   * The states of visible units from {@code first} on and of all hidden units.
   *
   * @param hiddenBias with what the other visible units add to it
   */
  private ExactLogPartition(Rbm rbm, Parameters parameters, int first, double[] hiddenBias) {
    double[] visibleBias = doubles(parameters, rbm.visibleBias(), first);
    boolean hidden = hiddenBias.length <= visibleBias.length;
    this.bias = hidden ? hiddenBias : visibleBias;
    this.otherBias = hidden ? visibleBias : hiddenBias;
    this.units = bias.length;
    this.blockUnits = Math.min(units, BLOCK_UNITS);
    this.weights = new double[units][otherBias.length];
    for (int unit = 0; unit < units; unit++) {
      for (int other = 0; other < otherBias.length; other++) {
        int row = first + (hidden ? other : unit);
        int column = hidden ? unit : other;
        weights[unit][other] = parameters.at(rbm.weights(), row, column);
      }
    }
  }

  /** Whether the smaller layer is small enough. */
  public static boolean feasible(Rbm rbm) {
    return smallerLayer(rbm) <= UNIT_LIMIT;
  }

  /** log Z at inverse temperature 1, in nats. */
  public static double of(Rbm rbm, Parameters parameters) {
    if (!feasible(rbm)) {
      throw new IllegalArgumentException(
          "units of the smaller layer=" + smallerLayer(rbm) + ", must be at most " + UNIT_LIMIT);
    }
    parameters.requireBounded();
    double[] hiddenBias = doubles(parameters, rbm.hiddenBias(), 0);
    ExactLogPartition sum = new ExactLogPartition(rbm, parameters, 0, hiddenBias);
    int blocks = 1 << sum.units - sum.blockUnits;
    return LogSum.of(IntStream.range(0, blocks).parallel().mapToDouble(sum::block).toArray());
  }

  /** Whether the smaller one of the hidden units and of those visible ones is small enough. */
  public static boolean feasible(Rbm rbm, int observed) {
    return Math.min(rbm.visible() - observed, rbm.hidden()) <= UNIT_LIMIT;
  }

  /**
   * The log of the sum over all states whose first {@code observed} visible units are given: log
   * p*(v) of a machine of which data give these. In the calling thread.
   *
   * @param bits packed visible units, of which the first count
   */
  public static double given(Rbm rbm, Parameters parameters, long[] bits, int observed) {
    if (!feasible(rbm, observed)) {
      throw new IllegalArgumentException(
          "observed=" + observed + ", must leave at most " + UNIT_LIMIT + " units in a layer");
    }
    double[] hiddenBias = doubles(parameters, rbm.hiddenBias(), 0);
    double energy = 0;
    for (int i = 0; i < observed; i++) {
      if ((bits[i >>> 6] >>> i & 1) != 0) {
        energy += parameters.at(rbm.visibleBias(), 0, i);
        for (int j = 0; j < hiddenBias.length; j++) {
          hiddenBias[j] += parameters.at(rbm.weights(), i, j);
        }
      }
    }
    ExactLogPartition sum = new ExactLogPartition(rbm, parameters, observed, hiddenBias);
    int blocks = 1 << sum.units - sum.blockUnits;
    return energy + LogSum.of(IntStream.range(0, blocks).mapToDouble(sum::block).toArray());
  }

  private static int smallerLayer(Rbm rbm) {
    return Math.min(rbm.visible(), rbm.hidden());
  }

  private static double[] doubles(Parameters parameters, Block block, int first) {
    double[] doubles = new double[block.columns() - first];
    for (int column = 0; column < doubles.length; column++) {
      doubles[column] = parameters.at(block, 0, first + column);
    }
    return doubles;
  }

  /** The log of the sum over the states whose upper units are the bits of {@code block}. */
  private double block(int block) {
    double[] fields = otherBias.clone();
    double energy = 0;
    for (int unit = blockUnits; unit < units; unit++) {
      if ((block >>> unit - blockUnits & 1) != 0) {
        energy += bias[unit];
        add(fields, weights[unit], 1);
      }
    }
    double[] terms = new double[1 << blockUnits];
    terms[0] = energy + Logistic.softplusSum(fields);
    for (int k = 1; k < terms.length; k++) {
      int unit = Integer.numberOfTrailingZeros(k);
      int sign = (grayCode(k) >>> unit & 1) != 0 ? 1 : -1;
      energy += sign * bias[unit];
      add(fields, weights[unit], sign);
      terms[k] = energy + Logistic.softplusSum(fields);
    }
    return LogSum.of(terms);
  }

  private static int grayCode(int k) {
    return k ^ k >>> 1;
  }

  private static void add(double[] fields, double[] row, int sign) {
    for (int other = 0; other < fields.length; other++) {
      fields[other] += sign * row[other];
    }
  }
}
