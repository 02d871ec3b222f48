package dev.reverie.chain;

import dev.reverie.protocol.ToWorker;

/**
 * What a worker does with messages and with time. One thread at a time; forgotten when its actor is
 * started again.
 */
interface Work {
  /** What the aggregator said. */
  void receive(ToWorker message);

  /** Whether there is something to compute. */
  boolean isBusy();

  /** Computes for about a quantum, then returns, with or without having finished. */
  void run();

  /** No answer has come for a while: say the last thing again, if an answer is due. */
  void remind();

  /** Gives back whatever is held: nobody will call again. */
  void abandon();
}
