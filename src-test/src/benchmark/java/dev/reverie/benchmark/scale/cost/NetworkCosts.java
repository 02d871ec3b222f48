package dev.reverie.benchmark.scale.cost;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.reverie.benchmark.scale.Systems;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.transport.DataClient;
import dev.reverie.transport.DataHandler;
import dev.reverie.transport.DataServer;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import dev.reverie.transport.Security;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * What messages and bytes from one actor system of this JVM to another cost: processor time of all
 * threads, of which each end is taken to have half, on the loopback.
 */
final class NetworkCosts implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final ServiceKey<ToHost> ECHO = ServiceKey.create(ToHost.class, "echo");
  private static final int MESSAGES = 20_000;
  private static final int AT_ONCE = 32;
  private static final int FRAMES = 400;

  private final ActorSystem<Void> one = Systems.start("costs", 2);
  private final ActorSystem<Void> other = Systems.start("costs", 2);

  NetworkCosts() {
    Cluster.get(one).manager().tell(Join.create(Cluster.get(one).selfMember().address()));
    Cluster.get(other).manager().tell(Join.create(Cluster.get(one).selfMember().address()));
  }

  /** Of a message to another system, at either end. */
  double message() {
    Semaphore heard = new Semaphore(0);
    ActorRef<ToHost> there = find(spawn(other, heard));
    return perMessage(there, heard) / 2;
  }

  /** From mailbox to mailbox in one system: three of them are between aggregator and worker. */
  double localMessage() {
    Semaphore heard = new Semaphore(0);
    return 3 * perMessage(spawn(one, heard), heard);
  }

  private double perMessage(ActorRef<ToHost> to, Semaphore heard) {
    tell(to, heard);
    double before = Stopwatch.cpuSeconds();
    tell(to, heard);
    return (Stopwatch.cpuSeconds() - before) / MESSAGES;
  }

  private static void tell(ActorRef<ToHost> to, Semaphore heard) {
    for (int sent = 0; sent < MESSAGES; sent += AT_ONCE) {
      for (int n = 0; n < AT_ONCE; n++) {
        to.tell(new ToHost.Deliver(0, new WorkerId(1, n), sent, new ToWorker.Proceed(0, sent)));
      }
      heard.acquireUninterruptibly(AT_ONCE);
    }
  }

  private static ActorRef<ToHost> spawn(ActorSystem<Void> system, Semaphore heard) {
    Behavior<ToHost> echo =
        Behaviors.receiveMessage(
            message -> {
              heard.release();
              return Behaviors.same();
            });
    return system.systemActorOf(echo, "echo", Props.empty());
  }

  /** The same actor as the first system names it. */
  private ActorRef<ToHost> find(ActorRef<ToHost> there) {
    CompletableFuture<ActorRef<ToHost>> found = new CompletableFuture<>();
    other.receptionist().tell(Receptionist.register(ECHO, there));
    one.systemActorOf(
        Behaviors.<Receptionist.Listing>setup(
            context -> {
              one.receptionist().tell(Receptionist.subscribe(ECHO, context.getSelf()));
              return Behaviors.receiveMessage(
                  listing -> {
                    listing.getServiceInstances(ECHO).stream()
                        .findFirst()
                        .ifPresent(found::complete);
                    return Behaviors.same();
                  });
            }),
        "finder",
        Props.empty());
    return found.join();
  }

  /**
   * Of a byte, both ends together.
   *
   * @param frameBytes at once
   */
  double bytes(int frameBytes) {
    Semaphore heard = new Semaphore(0);
    DataServer server =
        DataServer.bind(one, LOOPBACK, 0, Security.NONE, token -> true, new Quiet(heard))
            .toCompletableFuture()
            .join();
    Peer peer =
        DataClient.connect(
                other,
                LOOPBACK,
                server.address().getPort(),
                Security.NONE,
                new byte[1],
                new Quiet(heard))
            .toCompletableFuture()
            .join();
    send(peer, frameBytes, heard);
    double before = Stopwatch.cpuSeconds();
    send(peer, frameBytes, heard);
    double seconds = Stopwatch.cpuSeconds() - before;
    peer.close();
    server.close();
    return seconds / FRAMES / frameBytes;
  }

  private static void send(Peer peer, int frameBytes, Semaphore heard) {
    for (int n = 0; n < FRAMES; n++) {
      peer.send(new Frame((byte) 2, 0, new byte[frameBytes]));
      heard.acquireUninterruptibly();
    }
  }

  /** Counts what it hears. */
  private record Quiet(Semaphore heard) implements DataHandler {
    @Override
    public void opened(Peer peer) {}

    @Override
    public void received(Peer peer, Frame frame) {
      heard.release();
    }

    @Override
    public void closed(Peer peer, Optional<Throwable> failure) {}
  }

  @Override
  public void close() {
    Systems.stop(one, other);
  }
}
