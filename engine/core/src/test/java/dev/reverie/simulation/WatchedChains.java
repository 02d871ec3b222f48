package dev.reverie.simulation;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;

/** A persistent phase whose tiles and sums are watched. */
record WatchedChains(PersistentPhase inner, int place, Observer observer)
    implements PersistentPhase {
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int sign() {
    return inner.sign();
  }

  @Override
  public Sums newSums() {
    observer.madeSums(place);
    return new WatchedSums(inner.newSums());
  }

  @Override
  public int particles() {
    return inner.particles();
  }

  @Override
  public int steps() {
    return inner.steps();
  }

  @Override
  public int particleBytes() {
    return inner.particleBytes();
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    return new WatchedTile(inner.start(snapshot, first, count), observer);
  }

  @Override
  public Tile allocate(int first, int count) {
    return new WatchedTile(inner.allocate(first, count), observer);
  }

  @Override
  public boolean countsStates() {
    return inner.countsStates();
  }

  @Override
  public int shownUnits() {
    return inner.shownUnits();
  }
}
