package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SnapshotStore;
import java.util.Optional;

/** Stands for a worker where the aggregator is: what it is told goes to the host that has it. */
final class Voice {
  private Voice() {}

  /**
   * @param store whose newest snapshot a worker must have before it hears of what is said; empty
   *     where any will do
   */
  static Behavior<ToWorker> create(
      WorkerId worker,
      int epoch,
      Assignments<ActorRef<ToHost>> assignments,
      Optional<SnapshotStore> store) {
    return Behaviors.receiveMessage(
        message -> {
          ActorRef<ToHost> host = assignments.host(worker);
          if (host != null) {
            host.tell(words(worker, epoch, store, message));
          }
          return Behaviors.same();
        });
  }

  /** What the host is told that has the worker. */
  static ToHost.Deliver words(
      WorkerId worker, int epoch, Optional<SnapshotStore> store, ToWorker message) {
    long version = store.map(newest -> newest.newest().number()).orElse(0L);
    return new ToHost.Deliver(epoch, worker, version, message);
  }
}
