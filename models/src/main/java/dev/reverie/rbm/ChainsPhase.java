package dev.reverie.rbm;

import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;

/**
 * The negative phase of persistent contrastive divergence: particles that survive every update
 * (Tieleman 2008).
 */
public final class ChainsPhase implements PersistentPhase {
  /**
   * A hotter chain would wake the padding units, whose fields are finite: {@link VectorOps#NEVER}.
   */
  private static final float HOTTEST = 1e-6f;

  private static final float COLDEST = 1e6f;

  private final Rbm rbm;
  private final int particles;
  private final int steps;
  private final float beta;
  private final long seed;
  private final int burnIn;

  /**
   * @param steps Gibbs steps a particle is owed at each update
   * @param beta inverse temperature; 1 for learning
   */
  public ChainsPhase(Rbm rbm, int particles, int steps, float beta, long seed) {
    this(rbm, particles, steps, beta, seed, 0);
  }

  /**
   * @param burnIn steps that particles take before the first update, of parameters that are learned
   *     already
   */
  public ChainsPhase(Rbm rbm, int particles, int steps, float beta, long seed, int burnIn) {
    if (particles < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "particles=" + particles + " steps=" + steps + ", both must be positive");
    }
    if (!(beta >= HOTTEST && beta <= COLDEST)) {
      throw new IllegalArgumentException(
          "beta=" + beta + ", must lie in [" + HOTTEST + ", " + COLDEST + "]");
    }
    this.rbm = rbm;
    this.particles = particles;
    this.steps = steps;
    this.beta = beta;
    this.seed = seed;
    this.burnIn = burnIn;
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
    return rbm.discrete()
        ? Long.BYTES * (1 + rbm.visibleWords() + rbm.hiddenWords())
        : DenseTile.particleBytes(rbm);
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    if (!rbm.discrete()) {
      DenseTile tile = new DenseTile(rbm, beta, seed, first, count);
      tile.startAtNoise();
      return burnedIn(tile, snapshot);
    }
    RbmTile tile = new RbmTile(rbm, beta, seed, first, count);
    tile.startAtNoise(seed);
    return burnedIn(tile, snapshot);
  }

  private Tile burnedIn(Tile tile, Snapshot snapshot) {
    for (int step = 0; step < burnIn; step++) {
      tile.step(snapshot, 0, tile.count(), null);
    }
    return tile;
  }

  @Override
  public Tile allocate(int first, int count) {
    return rbm.discrete()
        ? new RbmTile(rbm, beta, seed, first, count)
        : new DenseTile(rbm, beta, seed, first, count);
  }

  @Override
  public boolean countsStates() {
    return rbm.discrete();
  }

  @Override
  public int shownUnits() {
    return rbm.visible();
  }

  @Override
  public Sums newSums() {
    return rbm.discrete() ? new RbmSums(rbm, particles) : RbmSums.dense(rbm);
  }

  @Override
  public long sumsBytes() {
    return rbm.discrete() ? RbmSums.bytes(rbm, particles) : RbmSums.denseBytes(rbm);
  }
}
