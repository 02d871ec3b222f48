package dev.reverie.cluster;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.simulation.Faults;
import dev.reverie.simulation.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What lies between nodes: control messages that get lost, delayed, reordered and repeated,
 * connections that break, and a cut that parts the nodes in two for a while. Whoever looks for
 * another hears of its coming and going late.
 */
final class World {
  private static final int HEARS_OF_COMING = 10_000;
  private static final int HEARS_OF_GOING = 40_000;

  private final Timeline timeline = new Timeline();
  private final Faults faults;
  private final Random random;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<ActorRef<ToHost>, SimulatedNode> hosts = new HashMap<>();
  private final Map<ActorRef<ToConductor>, SimulatedConductor> conductors = new HashMap<>();
  private final Map<Integer, SimulatedConductor> servers = new HashMap<>();
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private boolean cut;
  private int actors;

  World(Faults faults, Random random) {
    this.faults = faults;
    this.random = random;
  }

  Timeline timeline() {
    return timeline;
  }

  Faults faults() {
    return faults;
  }

  Random random() {
    return random;
  }

  /** Nodes that have not crashed. */
  List<SimulatedNode> nodes() {
    return nodes;
  }

  List<SimulatedConnection> connections() {
    connections.removeIf(SimulatedConnection::isGone);
    return connections;
  }

  boolean isCut() {
    return cut;
  }

  boolean reaches(SimulatedNode from, SimulatedNode to) {
    return from.isAlive() && to.isAlive() && (from == to || !cut || from.side() == to.side());
  }

  /** Stands for an actor of its own; nothing is ever told to it. */
  <T> ActorRef<T> actor() {
    return TestInbox.<T>create("actor-" + actors++).getRef();
  }

  /** A time between nodes. */
  long latency() {
    return random.nextLong(faults.latency());
  }

  /** A node says something to another; it may get lost, come late, or twice. */
  void carry(SimulatedNode from, SimulatedNode to, Mailbox mailbox, Runnable message) {
    if (from == to) {
      mailbox.tell(message);
      return;
    }
    if (random.nextDouble() < faults.loss()) {
      return;
    }
    int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      timeline.after(
          latency(),
          () -> {
            if (reaches(from, to)) {
              mailbox.tell(message);
            }
          });
    }
  }

  void tell(SimulatedNode from, ActorRef<ToHost> host, ToHost message) {
    SimulatedNode to = hosts.get(host);
    carry(from, to, to.mailbox(), () -> to.receive(message));
  }

  void tell(SimulatedNode from, ActorRef<ToConductor> front, ToConductor message) {
    SimulatedConductor to = conductors.get(front);
    carry(from, to.node(), to.mailbox(), () -> to.receive(message));
  }

  void add(SimulatedConductor conductor) {
    conductors.put(conductor.front(), conductor);
    servers.put(conductor.port(), conductor);
  }

  /** Who listens there; null for nobody. */
  SimulatedConductor server(int port) {
    SimulatedConductor server = servers.get(port);
    return server != null && server.isListening() ? server : null;
  }

  void add(SimulatedConnection connection) {
    connections.add(connection);
  }

  /** A node comes. */
  void join(SimulatedNode node) {
    nodes.add(node);
    hosts.put(node.front(), node);
    for (SimulatedNode other : List.copyOf(nodes)) {
      hearOf(other, node, HEARS_OF_COMING);
      hearOf(node, other, HEARS_OF_COMING);
    }
  }

  private void hearOf(SimulatedNode observer, SimulatedNode other, int most) {
    timeline.after(
        observer == other ? 0 : random.nextInt(most),
        () -> {
          if (observer.isAlive()) {
            observer.sees(other.front(), reaches(observer, other));
          }
        });
  }

  /** A node is gone from one moment to the next. */
  void crash(SimulatedNode node) {
    nodes.remove(node);
    node.crash();
    connections().forEach(connection -> connection.crashed(node));
    for (SimulatedNode other : nodes) {
      hearOf(other, node, HEARS_OF_GOING);
      timeline.after(random.nextInt(HEARS_OF_GOING), () -> other.ended(node.front()));
    }
  }

  /** Nodes of different sides do not reach each other any more. */
  void cut() {
    cut = true;
    changed(HEARS_OF_GOING);
    connections().forEach(SimulatedConnection::cut);
  }

  /** All reach all. */
  void heal() {
    cut = false;
    changed(HEARS_OF_COMING);
  }

  private void changed(int most) {
    for (SimulatedNode observer : nodes) {
      for (SimulatedNode other : nodes) {
        if (observer.side() != other.side()) {
          hearOf(observer, other, most);
        }
      }
    }
  }
}
