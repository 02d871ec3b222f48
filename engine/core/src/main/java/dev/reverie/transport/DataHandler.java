package dev.reverie.transport;

import java.util.Optional;

/**
 * Hears of connections. Called by one thread at a time for each connection, and while it has not
 * returned, nothing is read from or written to that connection: a handler that takes long holds the
 * sender back, one that takes longer than the time of silence loses the connection. What it throws
 * ends the connection.
 */
public interface DataHandler {

  /** Both sides have agreed; frames may be sent from now on. The first call for a connection. */
  void opened(Peer peer);

  /** A whole frame came, its checksum is right. */
  void received(Peer peer, Frame frame);

  /**
   * The last call for a connection, made once, and only if it was opened.
   *
   * @param failure why, unless one of the sides has closed it
   */
  void closed(Peer peer, Optional<Throwable> failure);
}
