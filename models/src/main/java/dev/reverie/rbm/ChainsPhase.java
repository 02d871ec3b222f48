package dev.reverie.rbm;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;

/** The negative phase of persistent contrastive divergence: particles that survive every update (Tieleman 2008). */
public final class ChainsPhase implements PersistentPhase {
  private final Rbm rbm;
  private final int particles;
  private final int steps;
  private final float beta;
  private final long seed;

  /**
   * @param steps Gibbs steps a particle is owed at each update
   * @param beta inverse temperature; 1 for learning
   */
  public ChainsPhase(Rbm rbm, int particles, int steps, float beta, long seed) {
    if (particles < 1 || steps < 1 || !(beta >= 0)) {
      throw new IllegalArgumentException(
          "particles=" + particles + " steps=" + steps + " beta=" + beta + ", must be positive");
    }
    this.rbm = rbm;
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
    return Long.BYTES * (1 + rbm.visibleWords() + rbm.hiddenWords());
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    RbmTile tile = new RbmTile(rbm, beta, seed, first, count);
    tile.startAtNoise(seed);
    return tile;
  }

  @Override
  public Tile allocate(int first, int count) {
    return new RbmTile(rbm, beta, seed, first, count);
  }

  @Override
  public int shownUnits() {
    return rbm.visible();
  }

  @Override
  public Sums newSums() {
    return new RbmSums(rbm, particles);
  }
}
