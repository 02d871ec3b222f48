package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToHost;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.function.Consumer;

/**
 * Where what workers say comes in on the node that has the aggregator: what is said by a worker
 * that the host does not have any more goes no further. Safe from any thread.
 *
 * @param aggregator takes what workers say
 * @param store the conductor's snapshots
 * @param pool of sums that the aggregator gives back
 */
record Desk(
    int epoch,
    Front conductor,
    Consumer<FromWorker> aggregator,
    Assignments<ActorRef<ToHost>> assignments,
    SnapshotStore store,
    SumsPool pool) {

  /** What a conductor hears of connections. Safe from any thread; no method waits. */
  interface Front {
    /** A host opens a connection, with the token that it was given. */
    void opened(Wire wire, byte[] token);

    /** A host wants a newer snapshot than it has. */
    void pulled(Wire wire, DataFrames.Pull pull);

    /** A host wants to know where a chain begins. */
    void fetched(Wire wire, DataFrames.TileStart wanted);

    /** A connection has ended. */
    void closed(Wire wire);
  }

  /**
   * A worker of a host says something that holds numbers; returns whether it was passed on, with
   * its sums.
   *
   * @param state of a chain's particles beside its contribution; empty where it is not to be kept
   */
  boolean say(ActorRef<ToHost> host, FromWorker message, byte[] state) {
    return assignments.accept(
        host, message.worker(), message.incarnation(), state, () -> aggregator.accept(message));
  }
}
