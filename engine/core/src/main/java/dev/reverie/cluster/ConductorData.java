package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.phase.Phase;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToAggregator;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.DataHandler;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import dev.reverie.wire.WorkerCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens to frames where the aggregator is: what workers say goes to it as it comes, on the
 * connection's thread, everything else to the conductor. Bytes that cannot be read end their
 * connection, and nothing else.
 */
final class ConductorData implements DataHandler {
  private final ActorRef<Conductor.Command> conductor;
  private final Assignments<ActorRef<ToHost>> assignments;
  private final ActorRef<ToAggregator> aggregator;
  private final SumsPool pool;
  private final List<Phase> phases;
  private final Map<WorkerId, ActorRef<ToWorker>> voices;
  private final Function<Peer, ActorRef<ToHost>> hosts;

  /**
   * @param hosts whose connection it is; null for nobody's
   */
  ConductorData(
      ActorRef<Conductor.Command> conductor,
      Assignments<ActorRef<ToHost>> assignments,
      ActorRef<ToAggregator> aggregator,
      SumsPool pool,
      List<Phase> phases,
      Map<WorkerId, ActorRef<ToWorker>> voices,
      Function<Peer, ActorRef<ToHost>> hosts) {
    this.conductor = conductor;
    this.assignments = assignments;
    this.aggregator = aggregator;
    this.pool = pool;
    this.phases = phases;
    this.voices = voices;
    this.hosts = hosts;
  }

  @Override
  public void opened(Peer peer) {
    conductor.tell(new Conductor.Opened(peer));
  }

  @Override
  public void received(Peer peer, Frame frame) {
    switch (frame.type()) {
      case DataFrames.CHAIN, DataFrames.BATCH, DataFrames.CAPTURED -> said(peer, frame);
      case DataFrames.PULL -> conductor.tell(new Conductor.Pulled(peer, DataFrames.pulled(frame)));
      case DataFrames.FETCH ->
          conductor.tell(new Conductor.Fetched(peer, DataFrames.fetched(frame)));
      default ->
          throw new IllegalArgumentException(
              "frame.type=" + frame.type() + ", must be one that hosts send");
    }
  }

  private void said(Peer peer, Frame frame) {
    ActorRef<ToHost> host = hosts.apply(peer);
    if (host == null) {
      return;
    }
    WorkerCodec.Read words = WorkerCodec.decode(frame.payload(), pool, phases);
    FromWorker message = words.message();
    if (assignments.accept(host, message.worker(), message.incarnation(), words.state())) {
      aggregator.tell(new FromWorkerEnvelope(message, voices.get(message.worker())));
    } else {
      WorkerWords.recycle(message, pool, phases);
    }
  }

  @Override
  public void closed(Peer peer, Optional<Throwable> failure) {
    conductor.tell(new Conductor.Closed(peer));
  }
}
