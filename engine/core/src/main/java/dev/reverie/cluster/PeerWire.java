package dev.reverie.cluster;

import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;

/** A connection over the network. */
record PeerWire(Peer peer) implements Wire {
  @Override
  public void send(Frame frame) {
    peer.send(frame);
  }

  @Override
  public void close() {
    peer.close();
  }

  @Override
  public long bytesReceived() {
    return peer.bytesReceived();
  }

  @Override
  public long bytesSent() {
    return peer.bytesSent();
  }
}
