package dev.reverie.engine;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/** A persistent phase that calls hooks. */
record HookedChains(PersistentPhase inner, Hooks hooks) implements PersistentPhase {
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
    return inner.newSums();
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
  public int shownUnits() {
    return inner.shownUnits();
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    return new HookedTile(inner.start(snapshot, first, count), hooks);
  }

  @Override
  public Tile allocate(int first, int count) {
    return new HookedTile(inner.allocate(first, count), hooks);
  }

  private record HookedTile(Tile inner, Hooks hooks) implements Tile {
    @Override
    public int first() {
      return inner.first();
    }

    @Override
    public int count() {
      return inner.count();
    }

    /**
     * Half of the particles have moved when the hook is called, so that what it throws leaves a
     * torn tile.
     */
    @Override
    public void step(Snapshot snapshot, int from, int to, Sums into) {
      int half = (from + to) / 2;
      inner.step(snapshot, from, half, into);
      hooks.stepping(snapshot, inner.first());
      inner.step(snapshot, half, to, into);
    }

    @Override
    public void skipLostSteps(int lives) {
      inner.skipLostSteps(lives);
    }

    @Override
    public void copyFrom(Tile other) {
      inner.copyFrom(((HookedTile) other).inner);
    }

    @Override
    public void write(int place, ByteBuffer out) {
      hooks.writing(inner.first() + place);
      inner.write(place, out);
    }

    @Override
    public void read(int place, ByteBuffer in) {
      inner.read(place, in);
    }

    @Override
    public double observe(int place) {
      return inner.observe(place);
    }

    @Override
    public void show(int place, float[] out) {
      inner.show(place, out);
    }
  }
}
