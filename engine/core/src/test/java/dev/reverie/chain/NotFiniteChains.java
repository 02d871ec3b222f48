package dev.reverie.chain;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/** A persistent phase with the particles of another, whose sums are never finite. */
record NotFiniteChains(PersistentPhase inner) implements PersistentPhase {
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
    return new NotFinite();
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
    return allocate(first, count);
  }

  @Override
  public Tile allocate(int first, int count) {
    return new Still(first, count);
  }

  @Override
  public int shownUnits() {
    return inner.shownUnits();
  }

  private static final class NotFinite implements Sums {
    @Override
    public void clear() {
      // Stays what it is.
    }

    @Override
    public void requireFinite(String phase) {
      throw new DivergedException("sum=NaN", phase);
    }

    @Override
    public int bytes() {
      return 0;
    }

    @Override
    public void write(ByteBuffer out) {
      // Nothing differs.
    }

    @Override
    public void read(ByteBuffer in) {
      // Nothing differs.
    }
  }

  /** Particles that do not move. */
  private record Still(int first, int count) implements Tile {
    @Override
    public void step(Snapshot snapshot, int from, int to, Sums into) {
      // Nothing moves.
    }

    @Override
    public void skipLostSteps(int lives) {
      // There are no steps.
    }

    @Override
    public void copyFrom(Tile other) {
      // All are alike.
    }

    @Override
    public void write(int place, ByteBuffer out) {
      // There is no state.
    }

    @Override
    public void read(int place, ByteBuffer in) {
      // There is no state.
    }

    @Override
    public double observe(int place) {
      return 0;
    }

    @Override
    public void show(int place, float[] out) {
      out[0] = 0;
    }
  }
}
