package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;

/**
 * Particles that persist. Their sums are -dE/dtheta and, last, the probability of acceptance in the
 * step that was summed.
 */
public final class MetropolisPhase implements PersistentPhase {
  private final Sampler sampler;

  /**
   * @param layout holds what {@link dev.reverie.energy.Theta#addTo} and {@link StepSize#addTo} add
   */
  public MetropolisPhase(String name, Energy energy, Layout layout, Chains chains) {
    this(new Sampler(name, energy, layout, chains));
  }

  MetropolisPhase(Sampler sampler) {
    this.sampler = sampler;
  }

  @Override
  public String name() {
    return sampler.phase();
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int particles() {
    return sampler.chains().particles();
  }

  @Override
  public int steps() {
    return sampler.chains().steps();
  }

  @Override
  public int particleBytes() {
    return Long.BYTES + Double.BYTES * sampler.dimensions();
  }

  @Override
  public int shownUnits() {
    return sampler.dimensions();
  }

  @Override
  public Sums newSums() {
    return sampler.newSums();
  }

  @Override
  public long sumsBytes() {
    return sampler.sumsBytes();
  }

  @Override
  public Tile allocate(int first, int count) {
    return newTile(first, count);
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    MetropolisTile tile = newTile(first, count);
    double[] at = sampler.theta().read(snapshot.parameters());
    for (int place = 0; place < count; place++) {
      sampler.start(tile.particle(place), at, Purpose.CHAIN_START, first + place, 0);
    }
    return tile;
  }

  private MetropolisTile newTile(int first, int count) {
    return new MetropolisTile(sampler.newMover(), first, count, sampler.dimensions());
  }
}
