package dev.reverie.transport;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection as a stage from the bytes that come to the bytes that go. Runs once.
 *
 * <p>Its life: the two sides agree ({@link Opening}), then frames go both ways until one side
 * closes or something is wrong.
 */
final class Connection extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Inlet<ByteString> in = Inlet.create("Connection.in");
  private final Outlet<ByteString> out = Outlet.create("Connection.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Peer peer;
  private final Opening opening;
  private final DataSettings settings;
  private final DataHandler handler;
  private final CompletableFuture<Peer> agreed = new CompletableFuture<>();
  private final CompletableFuture<Peer> ended = new CompletableFuture<>();

  Connection(String remote, Opening opening, DataSettings settings, DataHandler handler) {
    this.peer = new Peer(remote, settings);
    this.opening = opening;
    this.settings = settings;
    this.handler = handler;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new ConnectionLogic(this, in, out);
  }

  Peer peer() {
    return peer;
  }

  Opening opening() {
    return opening;
  }

  DataSettings settings() {
    return settings;
  }

  /** The peer once both sides have agreed, or why they have not. */
  CompletableFuture<Peer> agreed() {
    return agreed;
  }

  /** Comes in any case. */
  CompletableFuture<Peer> ended() {
    return ended;
  }

  void open() {
    peer.introduce(opening.token());
    handler.opened(peer);
    agreed.complete(peer);
  }

  void receive(Frame frame) {
    handler.received(peer, frame);
  }

  /** What it ends with; further calls do nothing. */
  void end(Optional<Throwable> reason) {
    if (ended.complete(peer)) {
      peer.outbox().close();
      if (agreed.isDone()) {
        close(reason);
      } else {
        refuse(reason.orElseGet(() -> new IllegalStateException("closed by this side")));
      }
    }
  }

  /** A client's caller hears of it; nobody but the log of a server's. */
  private void refuse(Throwable reason) {
    if (!opening.isClient()) {
      LOG.warn("Connection from {} refused: {}", peer, reason.toString());
    }
    agreed.completeExceptionally(reason);
  }

  private void close(Optional<Throwable> reason) {
    reason.ifPresent(failure -> LOG.warn("Connection with {} lost: {}", peer, failure.toString()));
    try {
      handler.closed(peer, reason);
    } catch (RuntimeException e) {
      LOG.error("A handler failed on the end of the connection with " + peer, e);
    }
  }
}
