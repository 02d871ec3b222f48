package dev.reverie.cluster;

import dev.reverie.transport.Frame;

/** One end of a connection for data. Safe from any thread; no method waits. */
interface Wire {
  /** Sends a frame soon, in place of one of the same type and key that has not been sent yet. */
  void send(Frame frame);

  /** Ends the connection, for both. */
  void close();

  /** Bytes taken from a network. */
  long bytesReceived();

  /** Bytes given to a network. */
  long bytesSent();
}
