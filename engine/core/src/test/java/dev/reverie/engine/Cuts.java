package dev.reverie.engine;

import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.remote.RemoteActorRefProvider;
import akka.remote.testkit.Blackhole;
import akka.remote.testkit.Direction;
import akka.remote.testkit.SetThrottle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** Messages that get lost between actor systems; Akka has no public way to do that. */
final class Cuts {
  private Cuts() {}

  /** No message of the one gets to the other any more; the other way they do. */
  static void cut(ActorSystem<?> from, ActorSystem<?> to) {
    Address address = Cluster.get(to).selfMember().address();
    ExtendedActorSystem system = (ExtendedActorSystem) from.classicSystem();
    Direction send = Direction.Send$.MODULE$;
    try {
      Await.result(
          ((RemoteActorRefProvider) system.provider())
              .transport()
              .managementCommand(new SetThrottle(address, send, Blackhole.getInstance())),
          Duration.create(10, TimeUnit.SECONDS));
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
