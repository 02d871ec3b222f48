package dev.reverie.metropolis;

import dev.reverie.energy.DataRows;
import dev.reverie.energy.Energy;
import dev.reverie.parameter.Layout;
import dev.reverie.phase.Phase;
import java.util.function.LongToDoubleFunction;

/** The settings of a {@link MetropolisObjective}. */
public final class MetropolisBuilder {
  final Energy energy;
  double[] initial;
  double momentum;
  private double[][] rows;
  private int batch = Integer.MAX_VALUE;
  private LongToDoubleFunction rate = update -> 0.1;
  private int particles = 100;
  private int steps = 10;
  private double beta = 1;
  private Start start;
  private Method method = Method.PCD;
  private Transition transition;
  private boolean stepSizeGiven;
  private double stepSize = 1;
  private long warmUpUpdates;
  private long seed = 1;

  MetropolisBuilder(Energy energy) {
    this.energy = energy;
    this.initial = new double[energy.parameterNames().size()];
    this.start = Start.standard(energy.dimensions());
    this.transition = Transition.of(energy);
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

  /**
   * Particles, and steps of each at an update; 100 and 10 by default. {@link Method#CD} has as many
   * particles as there are rows in a mini-batch, whatever is said here.
   */
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

  /**
   * Where particles start: by default, real coordinates at the standard normal distribution.
   * Letters are drawn from all of their alphabet.
   */
  public MetropolisBuilder start(Start start) {
    this.start = start;
    return this;
  }

  /** Where particles start at each update; {@link Method#PCD} by default. */
  public MetropolisBuilder method(Method method) {
    this.method = method;
    return this;
  }

  /**
   * How particles move; by default a random walk where all coordinates are real, else one
   * coordinate after the other.
   */
  public MetropolisBuilder transition(Transition transition) {
    this.transition = transition;
    return this;
  }

  /** A step size that stays; 1 by default. */
  public MetropolisBuilder stepSize(double size) {
    return stepSize(size, 0);
  }

  /** A step size that is adapted in the first updates and then stays. */
  public MetropolisBuilder stepSize(double initial, long warmUpUpdates) {
    this.stepSizeGiven = true;
    this.stepSize = initial;
    this.warmUpUpdates = warmUpUpdates;
    return this;
  }

  /** Of all random numbers; 1 by default. */
  public MetropolisBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  public MetropolisObjective build() {
    if (stepSizeGiven && Energy.realCoordinates(energy) == 0) {
      throw new IllegalArgumentException(
          "stepSize=" + stepSize + ", must not be given as no coordinate is real");
    }
    if (samplesOnly() && method != Method.PCD) {
      throw new IllegalArgumentException(
          "method=" + method + ", must be " + Method.PCD + " where there is no data");
    }
    if (!samplesOnly() && beta != 1) {
      throw new IllegalArgumentException("beta=" + beta + ", must be 1 to learn from data");
    }
    return new MetropolisObjective(this);
  }

  boolean samplesOnly() {
    return rows == null;
  }

  LongToDoubleFunction rate() {
    return samplesOnly() ? update -> 0 : rate;
  }

  DataRows rows() {
    return new DataRows(energy, rows, batch, seed);
  }

  StepSizeAdaptation adaptation() {
    return new StepSizeAdaptation(stepSize, warmUpUpdates, transition.target(energy.dimensions()));
  }

  Sampler sampler(Layout layout) {
    Chains chains = new Chains(particles, steps, beta, start, transition, seed);
    return new Sampler("negative", energy, layout, chains);
  }

  /** The negative phase when there is data. */
  Phase negative(Sampler sampler, DataRows rows) {
    return switch (method) {
      case PCD -> new MetropolisPhase(sampler);
      case CD -> FreshChainsPhase.atData(sampler, rows);
      case ML -> FreshChainsPhase.atStart(sampler);
    };
  }
}
