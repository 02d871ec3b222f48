package dev.reverie.transport;

import akka.stream.KillSwitch;
import java.util.concurrent.atomic.AtomicLong;

/** The other end of a connection. Safe from any thread. */
public final class Peer {
  private final String name;
  private final Outbox outbox;
  private final KillSwitch reading;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  Peer(String name, Outbox outbox, KillSwitch reading) {
    this.name = name;
    this.outbox = outbox;
    this.reading = reading;
  }

  /** Where it is. */
  public String name() {
    return name;
  }

  /**
   * Sends a frame as soon as there is room, in place of one of the same type and key that still
   * waits. Does nothing once the connection has ended.
   *
   * @throws IllegalStateException when frames of too many different keys wait
   */
  public void send(Frame frame) {
    outbox.add(frame);
  }

  /** Ends the connection; what waits is not sent any more. */
  public void close() {
    outbox.close();
    reading.shutdown();
  }

  /** Bytes of payloads that have come. */
  public long bytesReceived() {
    return received.get();
  }

  /** Bytes of payloads that have been given to the network. */
  public long bytesSent() {
    return sent.get();
  }

  Frame sending(Frame frame) {
    sent.addAndGet(frame.payload().length);
    return frame;
  }

  Frame receiving(Frame frame) {
    received.addAndGet(frame.payload().length);
    return frame;
  }
}
