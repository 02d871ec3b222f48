package dev.reverie.transport;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** One end of a connection: what comes goes to a handler, what a {@link Peer} sends goes out. */
final class Wiring {
  private Wiring() {}

  /** A flow of bytes to be joined with a connection, and the peer that it stands for. */
  static Pair<Peer, Flow<ByteString, ByteString, NotUsed>> server(
      ActorSystem<?> system, String name, Predicate<byte[]> admission, DataHandler handler) {
    return wire(system, name, ByteString.emptyByteString(), admission, handler);
  }

  static Pair<Peer, Flow<ByteString, ByteString, NotUsed>> client(
      ActorSystem<?> system, String name, byte[] token, DataHandler handler) {
    return wire(system, name, FrameBytes.preface(token), null, handler);
  }

  private static Pair<Peer, Flow<ByteString, ByteString, NotUsed>> wire(
      ActorSystem<?> system,
      String name,
      ByteString preface,
      Predicate<byte[]> admission,
      DataHandler handler) {
    TransportSettings settings = TransportSettings.of(system.settings().config());
    Outbox outbox = new Outbox(settings.maxWaiting());
    SharedKillSwitch reading = KillSwitches.shared("reading");
    Peer peer = new Peer(name, outbox, reading);
    Source<ByteString, NotUsed> out =
        Source.single(preface)
            .filter(bytes -> !bytes.isEmpty())
            .concat(
                Source.fromGraph(new OutboxSource(outbox))
                    .map(peer::sending)
                    .mapConcat(FrameBytes::write));
    Flow<ByteString, Optional<Frame>, NotUsed> frames =
        Flow.of(ByteString.class)
            .via(reading.flow())
            .statefulMapConcat(
                () -> {
                  Inbox inbox = new Inbox(settings.maxFrame(), admission);
                  return inbox::feed;
                });
    Sink<ByteString, CompletionStage<akka.Done>> in =
        (admission == null ? frames : frames.initialTimeout(settings.handshakeTimeout()))
            .toMat(Sink.foreach(frame -> receive(peer, frame, handler)), Keep.right());
    Flow<ByteString, ByteString, NotUsed> flow =
        Flow.fromSinkAndSourceMat(
            in,
            out,
            (done, none) -> {
              done.whenComplete((end, failure) -> ended(peer, failure, handler));
              return none;
            });
    return Pair.create(peer, flow);
  }

  private static void receive(Peer peer, Optional<Frame> frame, DataHandler handler) {
    if (frame.isPresent()) {
      handler.received(peer, peer.receiving(frame.get()));
    } else {
      handler.opened(peer);
    }
  }

  private static void ended(Peer peer, Throwable failure, DataHandler handler) {
    peer.close();
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    handler.closed(peer, Optional.ofNullable(cause));
  }
}
