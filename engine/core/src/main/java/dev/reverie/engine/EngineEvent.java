package dev.reverie.engine;

import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;

/**
 * What an engine tells its subscribers. Neither of the first two comes more often than the progress
 * interval.
 */
public sealed interface EngineEvent {
  /** Training goes on. */
  record Advanced(Progress progress) implements EngineEvent {}

  /**
   * At least one more pass over the data is complete.
   *
   * @param parameters a copy at the end of the pass
   */
  record PassEnded(Progress progress, Snapshot parameters) implements EngineEvent {}

  /** Training has ended; nothing comes after this. */
  record Finished(Outcome outcome) implements EngineEvent {}
}
