package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import dev.reverie.aggregate.Aggregator;
import dev.reverie.phase.Objective;
import dev.reverie.run.Particles;
import dev.reverie.run.RunSettings;
import java.time.Duration;
import java.util.List;

/**
 * A node of one training in a cluster: a host of workers, and, where the node may conduct, a place
 * for the aggregator, of which the cluster has one. Spawn it on every member, with the same
 * objective and settings; it never touches the actor system around it. One a system.
 */
public final class Node extends AbstractBehavior<Node.Command> {
  /** What a node is asked to do. */
  public sealed interface Command {}

  /** Reply with the fantasy particles; only where the aggregator is. */
  public record DrawParticles(ActorRef<List<Particles>> replyTo) implements Command {}

  /** Stop the training at a clean point, with a checkpoint; only where the aggregator is. */
  public record StopTraining() implements Command {}

  private static final Duration MIN_BACKOFF = Duration.ofMillis(500);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  private final ActorRef<NodeEvent> listener;
  private final ActorRef<Conductor.Command> conductor;

  /**
   * @param run with an identity that tells this training from all others, and, where the node may
   *     conduct, a folder of checkpoints that all such nodes see
   * @param listener on this node
   */
  public static Behavior<Command> create(
      NodeSettings node, Objective objective, RunSettings run, ActorRef<NodeEvent> listener) {
    if (node.conducts() && run.checkpoints().isEmpty()) {
      throw new IllegalArgumentException("checkpoints=none, must be a folder that nodes share");
    }
    return Behaviors.setup(context -> new Node(context, node, objective, run, listener));
  }

  private Node(
      ActorContext<Command> context,
      NodeSettings node,
      Objective objective,
      RunSettings run,
      ActorRef<NodeEvent> listener) {
    super(context);
    this.listener = listener;
    Here here = new Here();
    context.watch(context.spawn(Host.create(objective, run, node, here, listener), "host"));
    Behavior<Conductor.Command> conducting =
        Behaviors.supervise(Conductor.create(objective, run, node, here, listener))
            .onFailure(
                Exception.class,
                SupervisorStrategy.restartWithBackoff(MIN_BACKOFF, MAX_BACKOFF, 0.1));
    this.conductor =
        ClusterSingleton.get(context.getSystem())
            .init(
                SingletonActor.of(conducting, "reverie-conductor")
                    .withStopMessage(new Conductor.Leave())
                    .withSettings(
                        ClusterSingletonSettings.create(context.getSystem())
                            .withRole(NodeSettings.CONDUCTS)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(DrawParticles.class, draw -> pass(new Aggregator.Draw(draw.replyTo())))
        .onMessage(StopTraining.class, stop -> pass(new Aggregator.Stop()))
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Command> pass(Aggregator.Command message) {
    conductor.tell(new Conductor.Pass(message));
    return this;
  }

  private Behavior<Command> onTerminated(Terminated ended) {
    String why = ended instanceof ChildFailed failed ? ": " + failed.cause() : "";
    listener.tell(new NodeEvent.Ended("failed", "this node's host has failed" + why));
    return Behaviors.stopped();
  }
}
