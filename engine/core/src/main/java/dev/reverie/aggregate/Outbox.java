package dev.reverie.aggregate;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import java.util.List;

/** What the decisions of the aggregator lead to. */
public interface Outbox {
  /** Say something to a worker; it may get lost. */
  void send(WorkerId to, ToWorker message);

  /**
   * Have all parts of an update made, and say so later by {@link Aggregation#made} or {@link
   * Aggregation#notMade}, when none is being made any more.
   *
   * @return whether there are other threads, which may have time for more than these parts
   */
  boolean make(DividedUpdate update);

  /**
   * A new version has been published.
   *
   * @param endOfPass whether a pass over the data, or the run, ends with it
   */
  void updated(boolean endOfPass);

  /**
   * Write a checkpoint, and say how that went by {@link Aggregation#saved} or {@link
   * Aggregation#notSaved}.
   */
  void save(Checkpoint checkpoint);

  /** The particles that somebody asked for. */
  void drawn(List<Particles> particles);

  /** The run has ended; nothing follows. */
  void finished(Outcome outcome);
}
