package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.Theta;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Layout;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a phase knows of its particles, whether they persist or start anew. */
final class Sampler {
  /** Starts behind a wall, after which there is none before it that can be found. */
  static final int ATTEMPTS = 1000;

  private final CheckedEnergy energy;
  private final Theta theta;
  private final StepSize stepSize;
  private final Chains chains;
  private final Supplier<Kernel> kernels;
  private final List<String> sums;

  /**
   * @param layout holds the energy's parameters and its step size
   */
  Sampler(String phase, Energy energy, Layout layout, Chains chains) {
    this(
        phase,
        energy,
        layout,
        chains,
        () ->
            chains
                .transition()
                .kernel(new CheckedEnergy(energy, phase), chains.beta(), chains.seed()));
    chains.transition().requireFit(energy);
  }

  /** Particles that other kernels move. */
  Sampler(String phase, Energy energy, Layout layout, Chains chains, Supplier<Kernel> kernels) {
    requireDimensions(energy, chains);
    this.energy = new CheckedEnergy(energy, phase);
    this.theta = Theta.in(layout, energy);
    this.stepSize = StepSize.in(layout, energy);
    this.chains = chains;
    this.kernels = kernels;
    this.sums = new ArrayList<>(energy.parameterNames());
    this.sums.add("acceptance");
  }

  private static void requireDimensions(Energy energy, Chains chains) {
    int dimensions = energy.dimensions();
    if (dimensions < 1 || dimensions > RandomStream.UNIT_LIMIT / 2) {
      throw new IllegalArgumentException(
          "dimensions=" + dimensions + ", must lie in 1 to " + RandomStream.UNIT_LIMIT / 2);
    }
    if (chains.start().dimensions() != dimensions) {
      throw new IllegalArgumentException(
          "start.dimensions=" + chains.start().dimensions() + ", must be " + dimensions);
    }
  }

  String phase() {
    return energy.phase();
  }

  Chains chains() {
    return chains;
  }

  Theta theta() {
    return theta;
  }

  int dimensions() {
    return energy.energy().dimensions();
  }

  ExactSums newSums() {
    return new ExactSums(sums);
  }

  long sumsBytes() {
    return ExactSums.bytes(sums);
  }

  Mover newMover() {
    return new Mover(energy.energy(), theta, stepSize, kernels.get());
  }

  /**
   * Draws the start of a particle, again while it is behind a wall.
   *
   * @param first number of the first attempt; the next {@link #ATTEMPTS} belong to this start
   */
  void start(double[] x, double[] at, Purpose purpose, int particle, long first) {
    RandomStream random = new RandomStream(chains.seed(), purpose);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      chains.start().draw(energy.energy(), random, particle, first + attempt, x);
      if (energy.at(x, at, particle) < Double.POSITIVE_INFINITY) {
        return;
      }
    }
    throw new InputException(
        "the energy is infinite at "
            + ATTEMPTS
            + " starts of particle "
            + particle
            + ", must be finite near the start's centre");
  }
}
