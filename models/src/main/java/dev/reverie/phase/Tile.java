package dev.reverie.phase;

import dev.reverie.parameter.Snapshot;
import java.nio.ByteBuffer;

/**
 * Consecutive particles and the kernel that moves them. Mutable, with one owner. All random numbers
 * are functions of (seed, purpose, particle, step, unit), so that a particle's path does not depend
 * on the tile it lies in.
 */
public interface Tile {
  /** Number of the first particle. */
  int first();

  /** How many particles. */
  int count();

  /**
   * One kernel application to the particles at places {@code from} to {@code to - 1} of this tile,
   * under one snapshot.
   *
   * @param into where the statistics of the new states are added, under the same snapshot; null
   *     when they are not due
   */
  void step(Snapshot snapshot, int from, int to, Sums into);

  /**
   * Adds the statistics of the particles at places {@code from} to {@code to - 1} as they are,
   * under a snapshot: what their last step added, to the bit, where that was the same snapshot.
   * Only where {@link PersistentPhase#countsStates}.
   */
  default void count(Snapshot snapshot, int from, int to, Sums into) {
    throw new UnsupportedOperationException("statistics of this tile come with its steps only");
  }

  /**
   * Makes all later random numbers differ from those of lost incarnations of this tile, which went
   * on from here too.
   *
   * @param lives how many there may have been
   */
  void skipLostSteps(int lives);

  /** Takes over the state of a tile of the same particles ({@link #requireSameParticles}). */
  void copyFrom(Tile other);

  /** Throws {@link IllegalArgumentException} when another tile is not of these particles. */
  default void requireSameParticles(Tile other) {
    if (other.first() != first() || other.count() != count()) {
      throw new IllegalArgumentException(
          "other holds particles "
              + other.first()
              + " + "
              + other.count()
              + ", must be "
              + first()
              + " + "
              + count());
    }
  }

  /**
   * Writes the state of one particle: {@link PersistentPhase#particleBytes()} bytes, its step
   * number included.
   */
  void write(int place, ByteBuffer out);

  /** Reads what {@link #write} wrote. */
  void read(int place, ByteBuffer in);

  /** One number of a particle's state whose autocorrelation tells how well the chain mixes. */
  double observe(int place);

  /** A particle as a picture or a vector: its visible units. */
  void show(int place, float[] out);
}
