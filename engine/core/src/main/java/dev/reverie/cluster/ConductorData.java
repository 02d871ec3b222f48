package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.chain.Crew;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.Lease;
import dev.reverie.transport.DataHandler;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import dev.reverie.wire.WorkerCodec;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens to frames where the aggregator is: what workers say goes to it as it comes, on the
 * connection's thread, which also counts the states that came in place of sums; everything else
 * goes to the conductor. Bytes that cannot be read end their connection, and nothing else.
 */
final class ConductorData implements DataHandler {
  private final Desk desk;
  private final Objective objective;
  private final RunSettings run;
  private final Function<Wire, ActorRef<ToHost>> hosts;

  /**
   * @param hosts whose connection it is; null for nobody's
   */
  ConductorData(
      Desk desk, Objective objective, RunSettings run, Function<Wire, ActorRef<ToHost>> hosts) {
    this.desk = desk;
    this.objective = objective;
    this.run = run;
    this.hosts = hosts;
  }

  @Override
  public void opened(Peer peer) {
    desk.conductor().opened(new PeerWire(peer), peer.token());
  }

  @Override
  public void received(Peer peer, Frame frame) {
    came(new PeerWire(peer), frame);
  }

  /**
   * A frame has come over a connection.
   *
   * @throws IllegalArgumentException with one line that says why it cannot be read
   */
  void came(Wire wire, Frame frame) {
    switch (frame.type()) {
      case DataFrames.CHAIN, DataFrames.BATCH, DataFrames.CAPTURED -> said(wire, frame);
      case DataFrames.PULL -> desk.conductor().pulled(wire, DataFrames.pulled(frame));
      case DataFrames.FETCH -> desk.conductor().fetched(wire, DataFrames.fetched(frame));
      default ->
          throw new IllegalArgumentException(
              "frame.type=" + frame.type() + ", must be one that hosts send");
    }
  }

  private void said(Wire wire, Frame frame) {
    ActorRef<ToHost> host = hosts.apply(wire);
    if (host == null) {
      return;
    }
    WorkerCodec.Read words =
        WorkerCodec.decode(frame.payload(), desk.pool(), objective.phases(), this::count);
    if (!desk.say(host, words.message(), words.state())) {
      WorkerWords.recycle(words.message(), desk.pool(), objective.phases());
    }
  }

  /**
   * Under the newest parameters. In lock-step those are the ones that the states were made under,
   * or the contribution is not wanted any more.
   */
  void count(WorkerId chain, byte[] state, Sums into) {
    Tile tile = Crew.read(chain, objective, run, state);
    try (Lease lease = desk.store().lease()) {
      tile.count(lease.snapshot(), 0, tile.count(), into);
    }
  }

  @Override
  public void closed(Peer peer, Optional<Throwable> failure) {
    desk.conductor().closed(new PeerWire(peer));
  }
}
