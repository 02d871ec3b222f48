package dev.reverie.cluster;

import dev.reverie.transport.Frame;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A connection within a node, as the conductor has it. */
final class NearWire implements Wire {
  private final BiConsumer<Wire, Frame> host;
  private final Consumer<Wire> closed;

  /**
   * @param host takes what the conductor sends
   * @param closed called when the conductor ends the connection
   */
  NearWire(BiConsumer<Wire, Frame> host, Consumer<Wire> closed) {
    this.host = host;
    this.closed = closed;
  }

  @Override
  public void send(Frame frame) {
    host.accept(this, frame);
  }

  @Override
  public void close() {
    closed.accept(this);
  }

  @Override
  public long bytesReceived() {
    return 0;
  }

  @Override
  public long bytesSent() {
    return 0;
  }
}
