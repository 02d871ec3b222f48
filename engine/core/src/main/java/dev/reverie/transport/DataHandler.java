package dev.reverie.transport;

import java.util.Optional;

/** What happens on a connection; called for one thing at a time, on the connection's own thread. */
public interface DataHandler {
  /** The connection is open, and the other side is one that may be. */
  void opened(Peer peer);

  /** A frame has come. */
  void received(Peer peer, Frame frame);

  /**
   * The connection has ended.
   *
   * @param failure why, unless it was closed by one side or the other
   */
  void closed(Peer peer, Optional<Throwable> failure);
}
