package dev.reverie.run;

import dev.reverie.parameter.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param reason one line for people; empty when the run was completed or stopped as asked
 * @param parameters a copy of the last parameters that were good
 * @param particles the fantasy particles at the end, one entry a persistent phase; empty after a
 *     failure
 * @param checkpoint the newest durable checkpoint
 */
public record Outcome(
    Status status,
    String reason,
    Progress progress,
    Snapshot parameters,
    List<Particles> particles,
    Optional<Path> checkpoint) {

  /** How it ended. */
  public enum Status {
    /** All updates are done. */
    COMPLETED,
    /** Stopped at a clean point because somebody asked for it. */
    STOPPED,
    /** A number was not finite or too large. */
    DIVERGED,
    /** A worker failed again and again. */
    FAILED
  }
}
