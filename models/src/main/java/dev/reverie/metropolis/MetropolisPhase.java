package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.energy.ExactSums;
import dev.reverie.energy.Theta;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Particles in R^n that random-walk Metropolis-Hastings moves. Their sums are -dE/dtheta and, last,
 * the probability of acceptance in the step that was summed.
 */
public final class MetropolisPhase implements PersistentPhase {
  /** Name of the last of the sums. */
  static final String ACCEPTANCE = "acceptance";

  /** Starts behind a wall, after which there is none before it that can be found. */
  private static final int ATTEMPTS = 1000;

  private final String name;
  private final Energy energy;
  private final Theta theta;
  private final Block stepSize;
  private final Chains chains;
  private final MetropolisKernel kernel;
  private final List<String> sums;

  /**
   * @param layout holds the energy's parameters and what {@link StepSizeAdaptation#addTo} adds
   */
  public MetropolisPhase(String name, Energy energy, Layout layout, Chains chains) {
    this(name, energy, layout, chains, new RandomWalk(chains.seed()));
  }

  MetropolisPhase(String name, Energy energy, Layout layout, Chains chains, Proposal proposal) {
    requireDimensions(energy, chains);
    this.name = name;
    this.energy = energy;
    this.theta = Theta.in(layout, energy);
    this.stepSize = layout.block(StepSizeAdaptation.BLOCK);
    this.chains = chains;
    this.kernel = new MetropolisKernel(energy, chains.beta(), proposal, chains.seed(), name);
    this.sums = new ArrayList<>(energy.parameterNames());
    this.sums.add(ACCEPTANCE);
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

  @Override
  public String name() {
    return name;
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int particles() {
    return chains.particles();
  }

  @Override
  public int steps() {
    return chains.steps();
  }

  @Override
  public int particleBytes() {
    return Long.BYTES + Double.BYTES * energy.dimensions();
  }

  @Override
  public int shownUnits() {
    return energy.dimensions();
  }

  @Override
  public Sums newSums() {
    return new ExactSums(sums);
  }

  @Override
  public long sumsBytes() {
    return ExactSums.bytes(sums);
  }

  @Override
  public Tile allocate(int first, int count) {
    return newTile(first, count);
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    MetropolisTile tile = newTile(first, count);
    double[] at = theta.read(snapshot.parameters());
    for (int place = 0; place < count; place++) {
      start(tile.particle(place), at, first + place);
    }
    return tile;
  }

  private MetropolisTile newTile(int first, int count) {
    return new MetropolisTile(energy, theta, stepSize, kernel, first, count);
  }

  private void start(double[] x, double[] at, int particle) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      chains.start().draw(chains.seed(), particle, attempt, x);
      if (kernel.energyAt(x, at, particle) < Double.POSITIVE_INFINITY) {
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
