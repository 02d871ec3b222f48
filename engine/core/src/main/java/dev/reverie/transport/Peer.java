package dev.reverie.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The other side of a connection. Safe from any thread; no method waits.
 *
 * <p>Memory is bounded: of each type and key at most one frame waits and at most one is being
 * written, and at most {@code reverie.engine.data-plane.max-keys} frames wait.
 */
public final class Peer {
  private final String remote;
  private final int maxFrame;
  private final Outbox outbox;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile byte[] token = new byte[0];

  Peer(String remote, DataSettings settings) {
    this.remote = remote;
    this.maxFrame = settings.maxFrame();
    this.outbox = new Outbox(settings.maxKeys());
  }

  /**
   * Sends a frame soon, after those of other keys that wait already. It takes the place of one with
   * the same type and key that is not being written yet. Ignored once the connection is closed.
   *
   * @throws IllegalStateException if too many keys wait
   */
  public void send(Frame frame) {
    if (frame.type() == FrameHeader.HEARTBEAT) {
      throw new IllegalArgumentException("frame.type=0, must not be 0");
    }
    if (frame.payload().length > maxFrame) {
      throw new IllegalArgumentException(
          "frame.payload.length="
              + frame.payload().length
              + ", must be at most max-frame="
              + maxFrame);
    }
    outbox.put(frame);
  }

  /** Ends the connection now: drops what waits, and may cut the frame that is being written. */
  public void close() {
    outbox.close();
  }

  /** Host and port. */
  public String remote() {
    return remote;
  }

  /** What the client of this connection said about itself. */
  public byte[] token() {
    return token.clone();
  }

  /** How many frames wait to be written. */
  public int waiting() {
    return outbox.size();
  }

  /** Bytes given to the network, headers included. */
  public long bytesSent() {
    return sent.get();
  }

  /** Bytes taken from the network, headers included. */
  public long bytesReceived() {
    return received.get();
  }

  @Override
  public String toString() {
    return remote;
  }

  Outbox outbox() {
    return outbox;
  }

  void introduce(byte[] clientToken) {
    token = clientToken;
  }

  void countSent(int bytes) {
    sent.addAndGet(bytes);
  }

  void countReceived(int bytes) {
    received.addAndGet(bytes);
  }
}
