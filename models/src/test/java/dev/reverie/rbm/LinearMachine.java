package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A small machine of discrete units, whose energy is linear in what is learned: minus its slope at
 * each joint state is all there is to know, and every expectation is a sum over these states.
 */
final class LinearMachine {
  private final Rbm rbm;
  private final double[][] visible;
  private final double[][] hidden;
  private final double[][][] slopes;
  private final int[] withoutClass;

  LinearMachine(Rbm rbm) {
    ExactMachine exact = new ExactMachine(rbm, new Parameters(rbm.layout()));
    this.rbm = rbm;
    this.visible = exact.visibleStates();
    this.hidden = exact.hiddenStates();
    this.slopes = new double[visible.length][hidden.length][];
    for (int v = 0; v < visible.length; v++) {
      for (int h = 0; h < hidden.length; h++) {
        slopes[v][h] = exact.slope(visible[v], hidden[h]);
      }
    }
    this.withoutClass = withoutClass();
  }

  /** Of each state the first one that is the same but for the last part of the units. */
  private int[] withoutClass() {
    List<Layer.Part> parts = rbm.visibleLayer().parts();
    int end = parts.get(parts.size() - 1).first();
    int[] firsts = new int[visible.length];
    for (int v = 0; v < firsts.length; v++) {
      int first = 0;
      while (!Arrays.equals(visible[first], 0, end, visible[v], 0, end)) {
        first++;
      }
      firsts[v] = first;
    }
    return firsts;
  }

  Rbm rbm() {
    return rbm;
  }

  double[][] visibleStates() {
    return visible;
  }

  /** The machine with parameters in the order of {@link ExactMachine#learned}. */
  At at(double... theta) {
    return new At(theta);
  }

  /** The machine at some parameters. */
  final class At {
    private final double[][] hiddenGiven = new double[visible.length][hidden.length];
    private final double[][] visibleGiven = new double[hidden.length][visible.length];
    private final double[] marginal = new double[visible.length];

    private At(double[] theta) {
      double total = 0;
      for (int v = 0; v < visible.length; v++) {
        for (int h = 0; h < hidden.length; h++) {
          double log = 0;
          for (int k = 0; k < theta.length; k++) {
            log += theta[k] * slopes[v][h][k];
          }
          double mass = Math.exp(log);
          hiddenGiven[v][h] = mass;
          visibleGiven[h][v] = mass;
          marginal[v] += mass;
        }
        total += marginal[v];
      }
      for (int v = 0; v < visible.length; v++) {
        marginal[v] /= total;
        hiddenGiven[v] = Enumerated.normalised(hiddenGiven[v]);
      }
      for (int h = 0; h < hidden.length; h++) {
        visibleGiven[h] = Enumerated.normalised(visibleGiven[h]);
      }
    }

    /** p(v). */
    double[] visible() {
      return marginal;
    }

    /** Gives every particle of a tile an exact draw of its own. */
    void start(Tile tile, Random random) {
      double[] cumulated = Particles.cumulated(marginal);
      ByteBuffer state = ByteBuffer.allocate(3 * Long.BYTES);
      for (int place = 0; place < tile.count(); place++) {
        int v = Particles.draw(cumulated, random.nextDouble());
        int h = Particles.draw(Particles.cumulated(hiddenGiven[v]), random.nextDouble());
        state.clear().putLong(0);
        state.putLong(ExactMachine.bits(rbm.visibleLayer(), visible[v])[0]);
        state.putLong(ExactMachine.bits(rbm.hiddenLayer(), hidden[h])[0]);
        tile.read(place, state.flip());
      }
    }

    /** The mean of minus the energy's slope with visible units distributed as given. */
    double[] statistics(double... distribution) {
      double[] sum = new double[slopes[0][0].length];
      for (int v = 0; v < distribution.length; v++) {
        for (int h = 0; h < hidden.length; h++) {
          double share = distribution[v] * hiddenGiven[v][h];
          for (int k = 0; k < sum.length; k++) {
            sum[k] += share * slopes[v][h][k];
          }
        }
      }
      return sum;
    }

    /** Where so many Gibbs steps lead visible units. */
    double[] moved(int steps, double... distribution) {
      double[] moved = distribution;
      for (int step = 0; step < steps; step++) {
        moved = ExactGibbs.product(ExactGibbs.product(moved, hiddenGiven), visibleGiven);
      }
      return moved;
    }

    /** With classes from p(c | v) in place of those given. */
    double[] classes(double... distribution) {
      double[] others = withoutClass(distribution);
      double[] own = withoutClass(marginal);
      double[] redrawn = new double[distribution.length];
      for (int v = 0; v < redrawn.length; v++) {
        redrawn[v] = others[withoutClass[v]] * marginal[v] / own[withoutClass[v]];
      }
      return redrawn;
    }

    private double[] withoutClass(double... distribution) {
      double[] sums = new double[distribution.length];
      for (int v = 0; v < sums.length; v++) {
        sums[withoutClass[v]] += distribution[v];
      }
      return sums;
    }

    /** The mean of log p(v). */
    double likelihood(double... distribution) {
      double mean = 0;
      for (int v = 0; v < distribution.length; v++) {
        mean += distribution[v] * Math.log(marginal[v]);
      }
      return mean;
    }

    /** The mean of log p(c | v). */
    double classLikelihood(double... distribution) {
      double[] own = withoutClass(marginal);
      double mean = 0;
      for (int v = 0; v < distribution.length; v++) {
        mean += distribution[v] * Math.log(marginal[v] / own[withoutClass[v]]);
      }
      return mean;
    }
  }
}
