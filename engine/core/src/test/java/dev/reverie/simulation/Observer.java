package dev.reverie.simulation;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** Sees whatever the engine does with a {@link WatchedObjective}. */
public interface Observer {
  /** Sums of the phase at that place are made. */
  void madeSums(int place);

  /** A worker reads a snapshot. */
  void reads(Snapshot snapshot);

  /** A particle is about to make the step with that number. */
  default void steps(Snapshot snapshot, int particle, long step) {}

  /** Particles {@code from} to {@code to - 1} have made a step. */
  default void sweeps(int from, int to) {}

  /** Where work on things {@code from} to {@code to - 1} fails; {@code to} when it does not. */
  int failsAt(int from, int to);

  /** An update is about to be made of these statistics, whose parts are {@link WatchedSums}. */
  void updates(long update, List<PhaseStatistics> statistics);

  /** These parameters are about to be published. */
  void publishes(long number, Parameters parameters);
}
