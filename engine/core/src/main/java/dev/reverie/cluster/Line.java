package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.WorkerId;

/** A host's way to the conductor for what is larger than a message. For the host's thread. */
interface Line {
  /** The connection that it goes over. */
  Wire wire();

  /**
   * A snapshot has come: it is the newest of this node from now on.
   *
   * @return whether it is the first
   * @throws IllegalArgumentException with one line that says why it cannot be used
   */
  boolean take(byte[] snapshot);

  /** Whether workers of the host read parameters of that number, or newer ones. */
  boolean has(long number);

  /** The newest parameters that workers of the host can read; null before there are any. */
  Version newest();

  /** Asks where a chain begins, which the host then hears. */
  void fetch(WorkerId chain, int assignment);

  /**
   * Passes on words that hold numbers; its sums are the line's from here on. The same words again
   * are repeated.
   *
   * @param state of a chain's particles beside its contribution; empty where it is not to be known
   *     elsewhere
   */
  void say(FromWorker message, byte[] state);

  /** Nothing more is to be heard of a worker of the host. */
  void forget(WorkerId worker);

  void close();
}
