package dev.reverie.service.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.engine.EngineEvent;
import dev.reverie.service.training.EventRelay;
import dev.reverie.service.training.TrainingListener;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The actor around a node: passes on what it tells, and watches who else is a member. */
final class NodeGuardian extends AbstractBehavior<NodeGuardian.Command> {
  /** What the guardian is told. */
  sealed interface Command {}

  /** Stop the training at a clean point as soon as this node has the aggregator. */
  record StopTraining() implements Command {}

  private record Happened(NodeEvent event) implements Command {}

  private record MembersChanged(ClusterEvent.MemberEvent event) implements Command {}

  private final NodeListener listener;
  private final ActorRef<Node.Command> node;
  private final EventRelay<Node.Command> relay;
  private final Set<UniqueAddress> members = new HashSet<>();
  private TrainingListener training;
  private boolean stopping;

  /**
   * @param node makes the node, given who is told of what happens
   */
  static Behavior<Command> create(
      Function<ActorRef<NodeEvent>, Behavior<Node.Command>> node, NodeListener listener) {
    return Behaviors.setup(context -> new NodeGuardian(context, node, listener));
  }

  private NodeGuardian(
      ActorContext<Command> context,
      Function<ActorRef<NodeEvent>, Behavior<Node.Command>> node,
      NodeListener listener) {
    super(context);
    this.listener = listener;
    this.node =
        context.spawn(node.apply(context.messageAdapter(NodeEvent.class, Happened::new)), "node");
    context.watch(this.node);
    this.relay = new EventRelay<>(context.getSystem(), this.node, Node.DrawParticles::new);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberEvent.class, MembersChanged::new),
                ClusterEvent.MemberEvent.class));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Happened.class, this::onHappened)
        .onMessage(StopTraining.class, this::onStopTraining)
        .onMessage(MembersChanged.class, this::onMembersChanged)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Command> onHappened(Happened happened) {
    try {
      if (!listener.isGoing()) {
        pass(happened.event());
      }
    } catch (RuntimeException e) {
      getContext().getLog().error("a node's word could not be worked off", e);
      listener.broke(e);
    }
    return this;
  }

  private void pass(NodeEvent event) {
    if (event instanceof NodeEvent.Conducts conducts) {
      conducts(conducts.event());
    } else if (event instanceof NodeEvent.Begins begins) {
      training = listener.begins(begins);
      stopIfAsked();
    } else if (event instanceof NodeEvent.GoesOn news) {
      listener.goesOn(news);
    } else if (event instanceof NodeEvent.Nodes nodes) {
      listener.nodes(nodes);
    } else if (event instanceof NodeEvent.Joined joined) {
      listener.joined(joined.epoch());
    } else if (event instanceof NodeEvent.Refused refused) {
      listener.refused(refused.reason());
    } else if (event instanceof NodeEvent.Ended ended) {
      listener.ended(ended.status(), ended.reason());
    }
  }

  private void conducts(EngineEvent event) {
    if (event instanceof EngineEvent.Finished finished) {
      listener.finished(finished.outcome());
    } else if (training != null) {
      relay.pass(event, training);
    }
  }

  private Behavior<Command> onStopTraining(StopTraining stop) {
    stopping = true;
    stopIfAsked();
    return this;
  }

  private void stopIfAsked() {
    if (stopping && training != null) {
      node.tell(new Node.StopTraining());
    }
  }

  /** From the events alone: what the cluster says of its state may be older than they are. */
  private Behavior<Command> onMembersChanged(MembersChanged changed) {
    UniqueAddress member = changed.event().member().uniqueAddress();
    if (changed.event() instanceof ClusterEvent.MemberRemoved) {
      members.remove(member);
    } else {
      members.add(member);
    }
    listener.members(members.size());
    return this;
  }

  private Behavior<Command> onTerminated(Terminated ended) {
    listener.broke(new IllegalStateException("the node ended without a word"));
    return this;
  }
}
