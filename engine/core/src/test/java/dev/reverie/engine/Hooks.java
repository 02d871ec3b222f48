package dev.reverie.engine;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;

/**
 * What a test does at points of a training. Called from the engine's threads; what it throws, the
 * model throws.
 */
interface Hooks {
  /** When half of the particles of a tile have been moved, and half of them not yet. */
  default void stepping(Snapshot snapshot, int firstParticle) {}

  /** Before cases of a batch are summed. */
  default void contributing(Snapshot snapshot, long batch) {}

  /** Before a particle's state is written to be kept or shown. */
  default void writing(int particle) {}

  /** Before an update is made. */
  default void updating(long update) {}

  /** Before a part of an update is made. */
  default void makingPart(long update, int part) {}

  /** After an update has been made. */
  default void updated(long update, Parameters next) {}
}
