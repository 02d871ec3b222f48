package dev.reverie.rbm;

import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * Learning as {@link RbmLearning} says, in double precision, with every sum over states in place of
 * what the engine draws: persistent chains and ladders are taken to be in equilibrium, those of
 * contrastive divergence to have made their steps from the data.
 */
final class ExactAscent {
  private final LinearMachine machine;
  private final RbmLearning learning;
  private final double[] data;
  private final double negativeShare;
  private final int hidden;
  private final int firstVisible;
  private final int firstHidden;
  private final double[] theta;
  private final double[] fast;
  private final double[] mu;
  private final double[] lambda;
  private final double[] firstMoment;
  private final double[] secondMoment;

  /**
   * @param start with parameters, offsets and fast weights
   * @param data the visible states' shares
   * @param negativeShare 1; another one is a bias that a test plants
   */
  ExactAscent(
      LinearMachine machine,
      Parameters start,
      RbmLearning learning,
      double[] data,
      double negativeShare) {
    Rbm rbm = machine.rbm();
    this.machine = machine;
    this.learning = learning;
    this.data = data.clone();
    this.negativeShare = negativeShare;
    this.hidden = rbm.hidden();
    this.firstVisible = rbm.visible() * hidden;
    this.firstHidden = firstVisible + rbm.visible();
    this.theta = ExactMachine.learned(rbm, start);
    this.fast = rbm.extras().fastWeights() ? fast(rbm, start) : new double[theta.length];
    this.mu = new double[rbm.visible()];
    this.lambda = new double[hidden];
    if (learning.centring().present()) {
      Arrays.setAll(mu, i -> start.at(rbm.visibleOffset(), 0, i));
      Arrays.setAll(lambda, j -> start.at(rbm.hiddenOffset(), 0, j));
    }
    this.firstMoment = new double[theta.length];
    this.secondMoment = new double[theta.length];
  }

  private static double[] fast(Rbm rbm, Parameters parameters) {
    return ExactMachine.numbers(
        List.of(rbm.fastWeights(), rbm.fastVisibleBias(), rbm.fastHiddenBias()), parameters);
  }

  /** All updates of the schedule. */
  ExactAscent run() {
    for (long update = 0; update < learning.schedule().updates(); update++) {
      step(update);
    }
    return this;
  }

  LinearMachine.At reached() {
    return machine.at(theta);
  }

  double[] theta() {
    return theta;
  }

  /** Of the visible units, then of the hidden ones. */
  double[] offsets() {
    double[] both = Arrays.copyOf(mu, mu.length + lambda.length);
    System.arraycopy(lambda, 0, both, mu.length, lambda.length);
    return both;
  }

  /** Weights, visible biases and hidden biases. */
  double[] fast() {
    return fast;
  }

  /** Adam's means of gradients, likewise. */
  double[] firstMoment() {
    return firstMoment;
  }

  /** One update. */
  void step(long update) {
    LinearMachine.At own = machine.at(theta);
    double[] positive = own.statistics(data);
    double[] gradient = new double[theta.length];
    double[] negative = null;
    if (learning.goal() != Goal.DISCRIMINATIVE) {
      negative = negative(own);
      double weight = learning.goal() == Goal.HYBRID ? learning.generativeWeight() : 1;
      add(weight, positive, negative, gradient);
    }
    if (learning.goal() != Goal.GENERATIVE) {
      double[] classes = own.statistics(own.classes(data));
      add(1, positive, classes, gradient);
      negative = negative == null ? classes : negative;
    }
    if (learning.centring().present()) {
      CentredGradient.of(mu, lambda, gradient);
    }
    addSparsity(positive, gradient);
    moveFast(gradient);
    moveOffsets(positive, negative);
    move(update, gradient);
    shrink(learning.schedule().at(update) * learning.penalties().l1());
    bound();
  }

  private double[] negative(LinearMachine.At own) {
    return switch (learning.method()) {
      case CD -> own.statistics(own.moved(learning.steps(), data));
      case FPCD -> {
        LinearMachine.At chains = chains();
        yield chains.statistics(chains.visible());
      }
      default -> own.statistics(own.visible());
    };
  }

  /** The machine that persistent chains are of. */
  LinearMachine.At chains() {
    double[] sum = theta.clone();
    Arrays.setAll(sum, k -> theta[k] + fast[k]);
    return machine.at(sum);
  }

  private void add(double weight, double[] positive, double[] negative, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] += weight * (positive[k] - negativeShare * negative[k]);
    }
  }

  private void addSparsity(double[] positive, double[] gradient) {
    Penalties penalties = learning.penalties();
    for (int j = 0; j < hidden; j++) {
      double active = positive[firstHidden + j];
      double pull = penalties.sparsityRate() * (penalties.sparsityTarget() - active);
      gradient[firstHidden + j] += pull;
      for (int i = 0; i < mu.length; i++) {
        gradient[i * hidden + j] += pull * (positive[firstVisible + i] - mu[i]);
      }
    }
  }

  private void moveFast(double... gradient) {
    if (learning.method() == Method.FPCD) {
      for (int k = 0; k < fast.length; k++) {
        double kept = learning.fastWeights().decay() * fast[k];
        fast[k] = kept + learning.fastWeights().rate() * gradient[k];
      }
    }
  }

  private void moveOffsets(double[] positive, double[] negative) {
    double[] means =
        switch (learning.centring().means()) {
          case NONE -> null;
          case DATA -> positive;
          case MODEL -> negative;
          case AVERAGE -> {
            double[] both = positive.clone();
            Arrays.setAll(both, k -> (positive[k] + negative[k]) / 2);
            yield both;
          }
        };
    double rate = learning.centring().rate();
    for (int i = 0; means != null && i < mu.length; i++) {
      mu[i] += rate * (means[firstVisible + i] - mu[i]);
    }
    for (int j = 0; means != null && j < hidden; j++) {
      lambda[j] += rate * (means[firstHidden + j] - lambda[j]);
    }
  }

  private void move(long update, double... gradient) {
    Optimiser optimiser = learning.optimiser();
    double rate = learning.schedule().at(update);
    double kept = optimiser.momentum();
    double squaresKept = optimiser.secondMoment();
    for (int k = 0; k < theta.length; k++) {
      double decay = k < firstVisible ? learning.penalties().l2() * theta[k] : 0;
      double force = gradient[k] - decay;
      if (optimiser.kind() == Optimiser.Kind.SGD) {
        firstMoment[k] = kept * firstMoment[k] + rate * force;
        theta[k] += firstMoment[k];
      } else {
        firstMoment[k] = kept * firstMoment[k] + (1 - kept) * force;
        secondMoment[k] = squaresKept * secondMoment[k] + (1 - squaresKept) * force * force;
        double mean = firstMoment[k] / (1 - Math.pow(kept, update + 1.0));
        double square = secondMoment[k] / (1 - Math.pow(squaresKept, update + 1.0));
        theta[k] += rate * mean / (Math.sqrt(square) + optimiser.epsilon());
      }
    }
  }

  private void shrink(double by) {
    for (int k = 0; by > 0 && k < firstVisible; k++) {
      theta[k] = Math.copySign(Math.max(Math.abs(theta[k]) - by, 0), theta[k]);
    }
  }

  private void bound() {
    for (int j = 0; j < hidden; j++) {
      double squares = 0;
      for (int k = j; k < firstVisible; k += hidden) {
        squares += theta[k] * theta[k];
      }
      double factor = Math.min(1, learning.penalties().normBound() / Math.sqrt(squares));
      for (int k = j; factor < 1 && k < firstVisible; k += hidden) {
        theta[k] *= factor;
      }
    }
  }
}
