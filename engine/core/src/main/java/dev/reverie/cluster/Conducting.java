package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.clock.Clock;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the conductor of an epoch decides: which hosts take part, which workers each carries, and
 * who hears what. A host whose connection for data ends is lost, and its workers go to others, each
 * from its newest known state. Message in, effects out through an {@link Outbox}; one thread at a
 * time.
 */
final class Conducting {
  /** What decisions lead to. */
  interface Outbox {
    /** Say something to a host; it may get lost. */
    void tell(ActorRef<ToHost> host, ToHost message);

    /** Hear of the end of a host's actor system. */
    void watch(ActorRef<ToHost> host);

    void unwatch(ActorRef<ToHost> host);

    /** A worker says something to the aggregator. */
    void pass(FromWorker message);

    /** Say something to whoever started the node. */
    void tell(NodeEvent event);

    /** A line for people. */
    void log(String line);

    /** A line for people, of something that they may have to see to. */
    void warn(String line);
  }

  /**
   * An epoch.
   *
   * @param from the update that it goes on from
   * @param mark that shows who sees its checkpoints
   * @param front where hosts reach the conductor
   */
  record Epoch(int number, long from, String mark, ActorRef<ToConductor> front) {}

  private static final byte[] NO_STATE = {};

  private final RunSettings run;
  private final Epoch epoch;
  private final Assignments<ActorRef<ToHost>> assignments;
  private final Placing placing;
  private final Nodes nodes;
  private final Guests guests;
  private final SnapshotStore store;
  private final Publisher publisher;
  private final Losses losses;
  private final Outbox outbox;
  private Set<ActorRef<ToHost>> listed = Set.of();
  private String dataHost;
  private int dataPort;
  private boolean open;
  private String ending;
  private String endingReason;

  Conducting(
      RunSettings run,
      Epoch epoch,
      Assignments<ActorRef<ToHost>> assignments,
      Placing placing,
      Nodes nodes,
      Guests guests,
      SnapshotStore store,
      Outbox outbox) {
    this.run = run;
    this.epoch = epoch;
    this.assignments = assignments;
    this.placing = placing;
    this.nodes = nodes;
    this.guests = guests;
    this.store = store;
    this.publisher = new Publisher(store, Clock.system());
    this.losses = new Losses(epoch);
    this.outbox = outbox;
  }

  /** Hosts can connect there from now on. */
  void opens(String host, int port) {
    dataHost = host;
    dataPort = port;
    open = true;
    invite();
  }

  /**
   * All hosts of the cluster that can be reached; they are invited in this order, which for a copy
   * by {@link Set#copyOf} each JVM would make up.
   */
  void listed(Set<ActorRef<ToHost>> hosts) {
    listed = new LinkedHashSet<>(hosts);
    guests.all().stream().filter(host -> !listed.contains(host)).forEach(this::lose);
    invite();
  }

  /**
   * Time has passed: what may have got lost is said again; whoever says hello and then does not
   * connect is forgotten.
   */
  void tick() {
    guests.tick().forEach(this::lose);
    invite();
    assignments.silent().forEach(this::carry);
    outbox.tell(
        new NodeEvent.Nodes(
            epoch.number(),
            store.newest().number(),
            guests.statuses(assignments.counts(), publisher::delivery)));
  }

  /** Invites whoever has not answered yet, once more. */
  private void invite() {
    if (!open) {
      return;
    }
    for (ActorRef<ToHost> host : listed) {
      if (ending != null) {
        outbox.tell(host, new ToHost.Ended(epoch.number(), ending, endingReason));
      } else if (!guests.has(host)) {
        outbox.tell(host, new ToHost.Invite(epoch.number(), Identities.of(run), epoch.front()));
      }
    }
  }

  /** A message from a host. */
  void receive(ToConductor message) {
    if (message.epoch() != epoch.number() || ending != null) {
      return;
    }
    if (message instanceof ToConductor.Hello hello) {
      onHello(hello);
    } else if (message instanceof ToConductor.Joined joined) {
      onJoined(joined.host());
    } else if (message instanceof ToConductor.Said said) {
      onSaid(said);
    }
  }

  private void onHello(ToConductor.Hello hello) {
    Optional<String> difference = Identities.difference(run, epoch.mark(), hello.identity());
    if (difference.isPresent()) {
      outbox.warn("node " + hello.name() + " refused: " + difference.get());
      outbox.tell(hello.host(), new ToHost.Refused(epoch.number(), difference.get()));
      return;
    }
    losses.heard(hello.seen());
    lose(hello.host());
    if (guests.hasName(hello.name())) {
      outbox.warn("another node " + hello.name() + " is here; it waits");
      return;
    }
    byte[] token = guests.welcome(hello.host(), hello.name(), hello.cores());
    outbox.watch(hello.host());
    outbox.tell(hello.host(), new ToHost.Welcome(epoch.number(), dataHost, dataPort, token));
  }

  private void onJoined(ActorRef<ToHost> host) {
    if (guests.join(host)) {
      outbox.log("node " + guests.names().get(host) + " takes part");
      losses.takeNews().ifPresent(this::tell);
      place();
    }
  }

  private void tell(NodeEvent.GoesOn news) {
    outbox.log(
        "epoch " + news.epoch() + " goes on from update " + news.from() + "; lost: " + news.lost());
    outbox.tell(news);
  }

  private void onSaid(ToConductor.Said said) {
    FromWorker message = said.message();
    boolean passed =
        assignments.accept(
            said.host(),
            message.worker(),
            message.incarnation(),
            NO_STATE,
            () -> outbox.pass(message));
    boolean lasting = message instanceof FromWorker.Failed;
    if (!passed && lasting && assignments.has(said.host(), message.worker())) {
      outbox.pass(message);
    }
  }

  /** Gives workers to hosts, after one has come or gone. */
  private void place() {
    Map<ActorRef<ToHost>, Placing.Host> hosts = new HashMap<>();
    Map<ActorRef<ToHost>, Nodes.Site> sites = new HashMap<>();
    Map<ActorRef<ToHost>, String> names = guests.names();
    guests
        .cores()
        .forEach(
            (host, cores) -> {
              boolean near = guests.isNear(host);
              hosts.put(host, new Placing.Host(names.get(host), cores, near));
              sites.put(host, new Nodes.Site(cores, !near && Stride.of(run) > 1));
            });
    Map<WorkerId, ActorRef<ToHost>> places = placing.place(assignments.workers(), hosts);
    nodes.placed(places, sites);
    for (Assignments.Move<ActorRef<ToHost>> move : assignments.place(places)) {
      if (move.from() != null) {
        outbox.tell(
            move.from(), new ToHost.Drop(epoch.number(), move.worker(), move.fromAssignment()));
      }
      carry(move);
    }
  }

  private void carry(Assignments.Move<ActorRef<ToHost>> move) {
    boolean chain = !move.worker().isDataWorker();
    outbox.tell(
        move.to(), new ToHost.Carry(epoch.number(), move.worker(), move.assignment(), chain));
  }

  /** An actor that was watched has gone. */
  void gone(ActorRef<?> actor) {
    guests.all().stream().filter(host -> host.equals(actor)).findFirst().ifPresent(this::lose);
  }

  private void lose(ActorRef<ToHost> host) {
    Guests.Gone gone = guests.remove(host);
    if (gone == null) {
      return;
    }
    outbox.unwatch(host);
    if (gone.wire() != null) {
      publisher.forget(gone.wire());
      gone.wire().close();
    }
    if (ending != null) {
      return;
    }
    if (gone.joined()) {
      outbox.warn("node " + gone.name() + " is gone; its workers go to others");
      place();
    } else {
      outbox.warn("node " + gone.name() + " is gone before it took part");
    }
  }

  /** A host has opened its connection, with the token that it was given. */
  void opened(Wire wire, byte[] token) {
    guests.opened(wire, token);
  }

  /**
   * A host wants a newer snapshot than it has. One that has any can carry workers, should its word
   * of that have got lost: what comes over a connection does not.
   */
  void pulled(Wire wire, DataFrames.Pull pull) {
    ActorRef<ToHost> host = guests.host(wire);
    if (host == null) {
      return;
    }
    publisher.pull(wire, pull);
    if (pull.have().isPresent() && ending == null) {
      onJoined(host);
    }
  }

  /** A host wants to know where a chain begins. */
  void fetched(Wire wire, DataFrames.TileStart wanted) {
    WorkerId chain = wanted.worker();
    int assignment = wanted.assignment();
    ActorRef<ToHost> host = guests.host(wire);
    Assignments.Start start = host == null ? null : assignments.start(host, chain, assignment);
    if (start != null) {
      wire.send(
          DataFrames.tile(
              new DataFrames.TileStart(chain, assignment, start.lives(), start.state())));
    }
  }

  /** There is a newer snapshot. */
  void published() {
    publisher.publish();
  }

  /** A connection has ended. */
  void closed(Wire wire) {
    ActorRef<ToHost> host = guests.host(wire);
    if (host != null) {
      lose(host);
    }
  }

  /** Training has ended; all hosts are told, now and again. */
  void end(String status, String reason) {
    ending = status;
    endingReason = reason;
    invite();
  }
}
