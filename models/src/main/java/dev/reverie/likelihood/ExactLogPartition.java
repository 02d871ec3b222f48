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

  private ExactLogPartition(Rbm rbm, Parameters parameters) {
    boolean hidden = rbm.hidden() <= rbm.visible();
    this.units = smallerLayer(rbm);
    this.blockUnits = Math.min(units, BLOCK_UNITS);
    this.bias = doubles(parameters, hidden ? rbm.hiddenBias() : rbm.visibleBias());
    this.otherBias = doubles(parameters, hidden ? rbm.visibleBias() : rbm.hiddenBias());
    this.weights = new double[units][otherBias.length];
    for (int unit = 0; unit < units; unit++) {
      for (int other = 0; other < otherBias.length; other++) {
        int row = hidden ? other : unit;
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
    ExactLogPartition sum = new ExactLogPartition(rbm, parameters);
    int blocks = 1 << sum.units - sum.blockUnits;
    return LogSum.of(IntStream.range(0, blocks).parallel().mapToDouble(sum::block).toArray());
  }

  private static int smallerLayer(Rbm rbm) {
    return Math.min(rbm.visible(), rbm.hidden());
  }

  private static double[] doubles(Parameters parameters, Block block) {
    double[] doubles = new double[block.columns()];
    for (int column = 0; column < doubles.length; column++) {
      doubles[column] = parameters.at(block, 0, column);
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
