package dev.reverie.metropolis;

import dev.reverie.energy.DataMoments;
import dev.reverie.energy.Energy;
import dev.reverie.energy.Theta;
import java.util.function.LongToDoubleFunction;

/** The settings of a {@link MetropolisObjective}. */
public final class MetropolisBuilder {
  final Energy energy;
  double[] initial;
  StepSizeAdaptation stepSize = new StepSizeAdaptation(1, 0);
  double momentum;
  private double[][] rows;
  private int batch = Integer.MAX_VALUE;
  private LongToDoubleFunction rate = update -> 0.1;
  private int particles = 100;
  private int steps = 10;
  private double beta = 1;
  private Start start;
  private long seed = 1;

  MetropolisBuilder(Energy energy) {
    this.energy = energy;
    this.initial = new double[energy.parameterNames().size()];
    this.start = Start.standard(energy.dimensions());
  }

  /** Parameters that training starts from, or that are sampled at; zero by default. */
  public MetropolisBuilder parameters(double... initial) {
    if (initial.length != energy.parameterNames().size()) {
      throw new IllegalArgumentException(
          "initial.length=" + initial.length + ", must be " + energy.parameterNames().size());
    }
    this.initial = initial.clone();
    return this;
  }

  /**
   * States to learn from, one a row; not copied and not to be written again. Without them the
   * energy is only sampled.
   */
  public MetropolisBuilder data(double[][] rows) {
    this.rows = rows;
    return this;
  }

  /** Rows of a mini-batch; by default all of them. */
  public MetropolisBuilder batch(int batch) {
    this.batch = batch;
    return this;
  }

  /** Learning rate of the update that follows that many others; 0.1 by default. */
  public MetropolisBuilder rate(LongToDoubleFunction rate) {
    this.rate = rate;
    return this;
  }

  /** In [0, 1); 0 by default. */
  public MetropolisBuilder momentum(double momentum) {
    this.momentum = momentum;
    return this;
  }

  /** Particles, and steps of each at an update; 100 and 10 by default. */
  public MetropolisBuilder particles(int particles, int steps) {
    this.particles = particles;
    this.steps = steps;
    return this;
  }

  /** Inverse temperature; 1 by default, and for learning. */
  public MetropolisBuilder beta(double beta) {
    this.beta = beta;
    return this;
  }

  /** Where particles start: by default, the standard normal distribution. */
  public MetropolisBuilder start(Start start) {
    this.start = start;
    return this;
  }

  /** A step size that stays; 1 by default. */
  public MetropolisBuilder stepSize(double size) {
    return stepSize(size, 0);
  }

  /** A step size that is adapted in the first updates and then stays. */
  public MetropolisBuilder stepSize(double initial, long warmUpUpdates) {
    this.stepSize = new StepSizeAdaptation(initial, warmUpUpdates);
    return this;
  }

  /** Of all random numbers; 1 by default. */
  public MetropolisBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  public MetropolisObjective build() {
    return new MetropolisObjective(this);
  }

  boolean samplesOnly() {
    return rows == null;
  }

  LongToDoubleFunction rate() {
    return samplesOnly() ? update -> 0 : rate;
  }

  DataMoments data(Theta theta) {
    return new DataMoments(energy, theta, rows, batch, seed);
  }

  Chains chains() {
    return new Chains(particles, steps, beta, start, seed);
  }
}
