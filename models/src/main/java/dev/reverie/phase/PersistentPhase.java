package dev.reverie.phase;

import dev.reverie.parameter.Snapshot;

/**
 * A phase of particles that survive every update. Its average takes each particle once, with its
 * newest statistics. Particles are numbered 0 to {@code particles() - 1} whatever chain carries
 * them, and everything about them is a function of that number.
 */
public non-sealed interface PersistentPhase extends Phase {
  /** Particles of all chains together. */
  int particles();

  /** Kernel applications that every particle is owed at each update. */
  int steps();

  /** Bytes of one particle's state as {@link Tile#write} writes it. */
  int particleBytes();

  /** Particles {@code first} to {@code first + count - 1} at the start of training. */
  Tile start(Snapshot snapshot, int first, int count);

  /** A tile whose state is still to be read. */
  Tile allocate(int first, int count);

  /**
   * Whether statistics follow from states alone, by {@link Tile#count}: states can then travel in
   * their place.
   */
  default boolean countsStates() {
    return false;
  }

  /** Length of what {@link Tile#show} shows. */
  int shownUnits();
}
