package dev.reverie.boltzmann;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;

/** The negative phase: particles that survive every update, with all units free. */
public final class ChainsPhase implements PersistentPhase {
  private final BoltzmannMachine machine;
  private final int particles;
  private final int steps;
  private final float beta;
  private final long seed;

  /**
   * @param steps sweeps a particle is owed at each update
   * @param beta inverse temperature beside the machine's own; 1 for learning
   */
  public ChainsPhase(BoltzmannMachine machine, int particles, int steps, float beta, long seed) {
    if (particles < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "particles=" + particles + " steps=" + steps + ", both must be positive");
    }
    if (!(beta >= 0 && beta <= 1e6f)) {
      throw new IllegalArgumentException("beta=" + beta + ", must lie in [0, 1000000]");
    }
    this.machine = machine;
    this.particles = particles;
    this.steps = steps;
    this.beta = beta;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "negative";
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int particles() {
    return particles;
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int particleBytes() {
    return Long.BYTES * (1 + machine.words());
  }

  /** Fair coins, and one label. */
  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    BoltzmannTile tile = new BoltzmannTile(machine, beta, seed, first, count);
    tile.startAtCoins(seed);
    return tile;
  }

  @Override
  public Tile allocate(int first, int count) {
    return new BoltzmannTile(machine, beta, seed, first, count);
  }

  /** Visible units and labels. */
  @Override
  public int shownUnits() {
    return machine.roles().columns();
  }

  @Override
  public Sums newSums() {
    return new PairSums(machine);
  }

  @Override
  public long sumsBytes() {
    return PairSums.bytes(machine);
  }
}
