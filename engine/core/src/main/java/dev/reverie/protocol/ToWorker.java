package dev.reverie.protocol;

/**
 * What the aggregator says to a worker. Every message names the incarnation that it is meant for; a
 * worker ignores those for another one, and those it has had before.
 */
public sealed interface ToWorker {
  /** The incarnation that this is meant for. */
  int incarnation();

  /**
   * A chain may make the steps of its next contribution.
   *
   * @param sequence of the contribution, counted from 1 over all incarnations; the number that an
   *     earlier incarnation has had last comes again when its contribution was lost
   */
  record Proceed(int incarnation, long sequence) implements ToWorker {}

  /** A data worker is to work off a share of a batch. */
  record Take(int incarnation, long sequence, Ticket ticket) implements ToWorker {}

  /** A chain is to send its particles' state at the next border between two steps. */
  record Capture(int incarnation, long capture) implements ToWorker {}
}
