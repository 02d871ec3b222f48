package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToAggregator;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.Map;

/**
 * Where what workers say comes in on the node that has the aggregator: what is said by a worker
 * that the host does not have any more goes no further. Safe from any thread.
 *
 * @param store the conductor's snapshots
 * @param pool of sums that the aggregator gives back
 * @param voices of all workers
 */
record Desk(
    int epoch,
    ActorRef<Conductor.Command> conductor,
    ActorRef<ToAggregator> aggregator,
    Assignments<ActorRef<ToHost>> assignments,
    SnapshotStore store,
    SumsPool pool,
    Map<WorkerId, ActorRef<ToWorker>> voices) {

  /**
   * A worker of a host says something that holds numbers; returns whether it was passed on, with
   * its sums.
   *
   * @param state of a chain's particles beside its contribution; empty where it is not to be kept
   */
  boolean say(ActorRef<ToHost> host, FromWorker message, byte[] state) {
    boolean accepted = assignments.accept(host, message.worker(), message.incarnation(), state);
    if (accepted) {
      aggregator.tell(new FromWorkerEnvelope(message, voices.get(message.worker())));
    }
    return accepted;
  }

  /** A host opens a connection, with the token that it was given. */
  void enter(byte[] token, Wire wire) {
    conductor.tell(new Conductor.Opened(wire, token));
  }

  /** A host wants a newer snapshot than it has. */
  void pull(Wire wire, DataFrames.Pull pull) {
    conductor.tell(new Conductor.Pulled(wire, pull));
  }

  /** A host wants to know where a chain begins. */
  void fetch(Wire wire, DataFrames.TileStart wanted) {
    conductor.tell(new Conductor.Fetched(wire, wanted));
  }

  /** A connection has ended. */
  void leave(Wire wire) {
    conductor.tell(new Conductor.Closed(wire));
  }
}
