package dev.reverie.engine;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.run.Outcome;
import dev.reverie.transport.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Nodes of one training, each an actor system of its own in this JVM. */
final class ClusterNodes implements AutoCloseable {
  private static final String SETTINGS =
      """
      reverie.engine {
        dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 1 }
        poison-buffers = on
        progress-interval = 5 ms
        remind-after = 500 ms
      }
      akka {
        loglevel = WARNING
        actor.provider = cluster
        remote.artery {
          canonical { hostname = "127.0.0.1", port = 0 }
          advanced.test-mode = on
        }
        cluster {
          roles = [aggregator]
          downing-provider-class = "akka.cluster.sbr.SplitBrainResolverProvider"
          split-brain-resolver.stable-after = 2 s
          gossip-interval = 100 ms
          leader-actions-interval = 100 ms
          periodic-tasks-initial-delay = 100 ms
          failure-detector { acceptable-heartbeat-pause = 1 s, heartbeat-interval = 200 ms }
          jmx.multi-mbeans-in-same-jvm = on
        }
        coordinated-shutdown {
          run-by-actor-system-terminate = off
          run-by-jvm-shutdown-hook = off
          exit-jvm = off
        }
        actor.testkit.typed.single-expect-default = 20 s
      }
      """;

  private final List<Member> members = new ArrayList<>();

  /** One node. */
  record Member(
      String name,
      ActorSystem<Void> system,
      ActorRef<Node.Command> node,
      TestProbe<NodeEvent> events) {
    /** The first event that is as wanted. */
    <T extends NodeEvent> T await(Class<T> type, Predicate<T> wanted) {
      while (true) {
        NodeEvent event = events.receiveMessage();
        if (type.isInstance(event) && wanted.test(type.cast(event))) {
          return type.cast(event);
        }
      }
    }

    /** How the run ended, on the node that has the aggregator. */
    Outcome outcome() {
      NodeEvent.Conducts last =
          await(NodeEvent.Conducts.class, event -> event.event() instanceof EngineEvent.Finished);
      return ((EngineEvent.Finished) last.event()).outcome();
    }

    /** No message passes between this node and another one, either way. */
    void part(Member other) {
      Cuts.cut(system, other.system());
      Cuts.cut(other.system(), system);
    }

    /** Waits until it has seen that it is to go. */
    void awaitEnd() {
      try {
        system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    /** Goes without a word, as a node does whose power fails. */
    void crash() {
      system.terminate();
      awaitEnd();
    }
  }

  /** Starts another node, which joins those that are there. */
  Member start(Training training) {
    String name = "node-" + members.size();
    Config config =
        ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()).resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "training", config);
    Cluster cluster = Cluster.get(system);
    ActorSystem<Void> seed = members.isEmpty() ? system : members.get(0).system();
    cluster.manager().tell(Join.create(Cluster.get(seed).selfMember().address()));
    TestProbe<NodeEvent> events = TestProbe.create(NodeEvent.class, system);
    NodeSettings settings = new NodeSettings(name, 1, true, "127.0.0.1", 0, Security.NONE);
    ActorRef<Node.Command> node =
        system.systemActorOf(
            Node.create(settings, training.objective(), training.runSettings(), events.getRef()),
            "node",
            Props.empty());
    Member member = new Member(name, system, node, events);
    members.add(member);
    return member;
  }

  @Override
  public void close() {
    members.forEach(member -> member.system().terminate());
    for (Member member : members) {
      try {
        member.system().getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
