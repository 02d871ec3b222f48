package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;

/**
 * A model in double precision, from its energy alone; small ones are summed over all their states.
 */
final class Enumerated {
  final int visible;
  final int hidden;
  private final double[] visibleBias;
  private final double[] hiddenBias;
  private final double[][] weights;

  Enumerated(Rbm rbm, Parameters parameters) {
    this.visible = rbm.visible();
    this.hidden = rbm.hidden();
    this.visibleBias = new double[visible];
    this.hiddenBias = new double[hidden];
    this.weights = new double[visible][hidden];
    for (int i = 0; i < visible; i++) {
      visibleBias[i] = parameters.at(rbm.visibleBias(), 0, i);
      for (int j = 0; j < hidden; j++) {
        weights[i][j] = parameters.at(rbm.weights(), i, j);
        hiddenBias[j] = parameters.at(rbm.hiddenBias(), 0, j);
      }
    }
  }

  static boolean on(long[] state, int unit) {
    return (state[unit >>> 6] >>> unit & 1) != 0;
  }

  /** E(v, h) of packed states of any size. */
  double energy(long[] v, long[] h) {
    double energy = 0;
    for (int i = 0; i < visible; i++) {
      energy -= on(v, i) ? visibleBias[i] : 0;
      for (int j = 0; j < hidden; j++) {
        energy -= on(v, i) && on(h, j) ? weights[i][j] : 0;
      }
    }
    for (int j = 0; j < hidden; j++) {
      energy -= on(h, j) ? hiddenBias[j] : 0;
    }
    return energy;
  }

  /** p(v, h)^beta, normalised, at place {@code v << hidden | h}. */
  double[] joint(double beta) {
    double[] joint = new double[1 << visible + hidden];
    for (int state = 0; state < joint.length; state++) {
      joint[state] = StrictMath.exp(-beta * energy(visibleOf(state), hiddenOf(state)));
    }
    return normalised(joint);
  }

  long[] visibleOf(int state) {
    return new long[] {state >>> hidden};
  }

  long[] hiddenOf(int state) {
    return new long[] {state & (1 << hidden) - 1};
  }

  /** p(v) out of p(v, h). */
  double[] visibleMarginal(double[] joint) {
    double[] marginal = new double[1 << visible];
    for (int state = 0; state < joint.length; state++) {
      marginal[state >>> hidden] += joint[state];
    }
    return marginal;
  }

  /** p(h) out of p(v, h). */
  double[] hiddenMarginal(double[] joint) {
    double[] marginal = new double[1 << hidden];
    for (int state = 0; state < joint.length; state++) {
      marginal[state & (1 << hidden) - 1] += joint[state];
    }
    return marginal;
  }

  /** F(v) = - log sum over h of exp(-E(v, h)). */
  double freeEnergy(long[] v) {
    double sum = 0;
    for (int h = 0; h < 1 << hidden; h++) {
      sum += StrictMath.exp(-energy(v, new long[] {h}));
    }
    return -StrictMath.log(sum);
  }

  double logZ() {
    double sum = 0;
    for (int v = 0; v < 1 << visible; v++) {
      sum += StrictMath.exp(-freeEnergy(new long[] {v}));
    }
    return StrictMath.log(sum);
  }

  static double[] normalised(double[] masses) {
    double sum = 0;
    for (double mass : masses) {
      sum += mass;
    }
    double[] probabilities = new double[masses.length];
    for (int k = 0; k < masses.length; k++) {
      probabilities[k] = masses[k] / sum;
    }
    return probabilities;
  }
}
