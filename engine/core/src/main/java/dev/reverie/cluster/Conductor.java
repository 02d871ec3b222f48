package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import dev.reverie.aggregate.Aggregation;
import dev.reverie.aggregate.Aggregator;
import dev.reverie.chain.Crew;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.engine.EngineEvent;
import dev.reverie.engine.EngineSettings;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToAggregator;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.DataServer;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one that has the aggregator of a training, on one node of the cluster: opens an epoch,
 * invites the hosts of all nodes, gives them workers, and passes on what these say. A host whose
 * connection for data ends is lost, and its workers go to others, each from its newest known state.
 */
final class Conductor extends AbstractBehavior<Conductor.Command> {
  /** What the actor is told. */
  sealed interface Command {}

  private record Spoke(ToConductor message) implements Command {}

  private record Listed(Receptionist.Listing listing) implements Command {}

  private record Bound(DataServer server, Throwable failure) implements Command {}

  private record Told(Aggregator.Told message) implements Command {}

  private record Tick() implements Command {}

  /** A frame that is not a worker's. */
  record Asked(Peer peer, Frame frame) implements Command {}

  /** A connection has ended. */
  record Closed(Peer peer) implements Command {}

  /** For the aggregator. */
  record Pass(ToAggregator message) implements Command {}

  /** The cluster moves the conductor to another node. */
  record Leave() implements Command {}

  private record Published() implements Command {}

  private static final Published PUBLISHED = new Published();
  private static final byte[] NO_STATE = {};
  private static final Duration TICK = Duration.ofMillis(500);

  /** Ticks from a host's first word until it must have joined. */
  private static final int PATIENCE = 40;

  private final Objective objective;
  private final RunSettings run;
  private final NodeSettings node;
  private final ActorRef<NodeEvent> listener;
  private final CheckpointStore.Opened opened;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Assignments<ActorRef<ToHost>> assignments;
  private final ActorRef<ToAggregator> aggregator;
  private final ActorRef<ToConductor> front;
  private final Map<WorkerId, ActorRef<ToWorker>> voices;
  private final Publisher publisher;
  private final Map<ActorRef<ToHost>, Guest> guests = new LinkedHashMap<>();
  private final Map<Peer, ActorRef<ToHost>> peers = new ConcurrentHashMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final SecureRandom random = new SecureRandom();
  private Set<ActorRef<ToHost>> listed = Set.of();
  private DataServer server;
  private Progress progress;
  private boolean leaving;
  private boolean ended;
  private String ending;
  private String endingReason;

  /** A host that has said hello. */
  private static final class Guest {
    private final String name;
    private final int cores;
    private final byte[] token;
    private Peer peer;
    private boolean joined;
    private int ticks;

    Guest(String name, int cores, byte[] token) {
      this.name = name;
      this.cores = cores;
      this.token = token;
    }
  }

  /**
   * @param listener on this node
   */
  static Behavior<Command> create(
      Objective objective, RunSettings run, NodeSettings node, ActorRef<NodeEvent> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK);
                  CheckpointStore.Opened opened =
                      new CheckpointStore(run.checkpoints().orElseThrow()).openEpoch();
                  return new Conductor(context, objective, run, node, listener, opened);
                }));
  }

  private Conductor(
      ActorContext<Command> context,
      Objective objective,
      RunSettings run,
      NodeSettings node,
      ActorRef<NodeEvent> listener,
      CheckpointStore.Opened opened) {
    super(context);
    context.setLoggerName(Conductor.class);
    this.objective = objective;
    this.run = run;
    this.node = node;
    this.listener = listener;
    this.opened = opened;
    Optional<Checkpoint> from = opened.loaded().checkpoint();
    EngineSettings settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    this.pool = new SumsPool(objective.phases());
    Snapshot first = Aggregation.publishFirst(objective, from, store, opened.epoch());
    this.progress = Progress.atStart(first.version(), run.updates(), objective.updatesPerPass());
    this.assignments = assignments(from);
    this.publisher = new Publisher(store);
    this.aggregator =
        context.spawn(
            Aggregator.create(
                settings.aggregator(),
                run,
                Optional.of(opened.store()),
                store,
                outbox -> new Aggregation(objective, run, from, first, store, pool, outbox),
                context.messageAdapter(Aggregator.Told.class, Told::new)),
            "aggregator",
            DispatcherSelector.fromConfig(settings.dispatcher()));
    context.watch(aggregator);
    this.voices = voices();
    ActorRef<Command> self = context.getSelf();
    store.onPublish(() -> self.tell(PUBLISHED));
    this.front = context.messageAdapter(ToConductor.class, Spoke::new);
    context
        .getSystem()
        .receptionist()
        .tell(
            Receptionist.subscribe(
                Host.KEY, context.messageAdapter(Receptionist.Listing.class, Listed::new)));
    context.pipeToSelf(
        DataServer.bind(
            context.getSystem(),
            node.dataHost(),
            node.dataPort(),
            node.security(),
            this::isKnown,
            new ConductorData(
                context.getSelf(),
                assignments,
                aggregator,
                pool,
                objective.phases(),
                voices,
                peers::get)),
        Bound::new);
    listener.tell(
        new NodeEvent.Begins(opened.epoch(), first.version().number(), opened.loaded().skipped()));
  }

  private Assignments<ActorRef<ToHost>> assignments(Optional<Checkpoint> from) {
    List<WorkerId> workers = Crew.all(objective, run);
    Map<WorkerId, byte[]> states = new HashMap<>();
    from.ifPresent(
        checkpoint ->
            workers.stream()
                .filter(worker -> !worker.isDataWorker())
                .forEach(worker -> states.put(worker, state(worker, checkpoint))));
    int epochs = from.map(checkpoint -> opened.epoch() - checkpoint.version().epoch()).orElse(0);
    return new Assignments<>(workers, states, epochs);
  }

  private byte[] state(WorkerId worker, Checkpoint checkpoint) {
    String phase = objective.phases().get(worker.phase()).name();
    byte[] state = new byte[Crew.stateBytes(worker, objective, run)];
    Crew.slice(worker, objective, run, checkpoint.particles().get(phase)).get(state);
    return state;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Spoke.class, this::onSpoke)
        .onMessage(Listed.class, this::onListed)
        .onMessage(Bound.class, this::onBound)
        .onMessage(Told.class, this::onTold)
        .onMessage(Asked.class, this::onAsked)
        .onMessage(Published.class, this::onPublished)
        .onMessage(Closed.class, this::onClosed)
        .onMessage(Pass.class, this::onPass)
        .onMessage(Tick.class, this::onTick)
        .onMessage(Leave.class, this::onLeave)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  /** Speaks to each worker through the host that has it at the time. */
  private Map<WorkerId, ActorRef<ToWorker>> voices() {
    Map<WorkerId, ActorRef<ToWorker>> all = new HashMap<>();
    for (WorkerId worker : Crew.all(objective, run)) {
      all.put(
          worker,
          getContext()
              .spawn(
                  Voice.create(
                      worker,
                      opened.epoch(),
                      assignments,
                      run.mode() == Mode.LOCKSTEP ? Optional.of(store) : Optional.empty()),
                  "voice-" + worker));
    }
    return Map.copyOf(all);
  }

  private boolean isKnown(byte[] token) {
    return tokens.contains(HexFormat.of().formatHex(token));
  }

  private Behavior<Command> onBound(Bound bound) {
    if (bound.failure() != null) {
      String reason = "no connections for data at " + node.dataHost() + ": " + bound.failure();
      return end(failed(reason));
    }
    server = bound.server();
    invite();
    return this;
  }

  private Behavior<Command> onListed(Listed all) {
    listed = Set.copyOf(all.listing().getServiceInstances(Host.KEY));
    for (ActorRef<ToHost> host : List.copyOf(guests.keySet())) {
      if (!listed.contains(host)) {
        lose(host);
      }
    }
    invite();
    return this;
  }

  /** What may have got lost is said again; whoever says hello and then nothing is forgotten. */
  private Behavior<Command> onTick(Tick tick) {
    for (ActorRef<ToHost> host : List.copyOf(guests.keySet())) {
      Guest guest = guests.get(host);
      if (!guest.joined && ++guest.ticks > PATIENCE) {
        lose(host);
      }
    }
    invite();
    assignments.silent().forEach(this::carry);
    tellNodes();
    return this;
  }

  /** Invites whoever has not answered yet, once more. */
  private void invite() {
    if (server == null) {
      return;
    }
    for (ActorRef<ToHost> host : listed) {
      if (ended) {
        host.tell(new ToHost.Ended(opened.epoch(), ending, endingReason));
      } else if (!guests.containsKey(host)) {
        host.tell(new ToHost.Invite(opened.epoch(), Identities.of(run), front));
      }
    }
  }

  private Behavior<Command> onSpoke(Spoke spoke) {
    ToConductor message = spoke.message();
    if (message.epoch() != opened.epoch() || ended) {
      return this;
    }
    if (message instanceof ToConductor.Hello hello) {
      onHello(hello);
    } else if (message instanceof ToConductor.Joined joined) {
      onJoined(joined.host());
    } else if (message instanceof ToConductor.Leaving leaving) {
      lose(leaving.host());
    } else if (message instanceof ToConductor.Said said) {
      onSaid(said);
    }
    return this;
  }

  private void onHello(ToConductor.Hello hello) {
    Optional<String> difference = Identities.difference(Identities.of(run), hello.identity());
    if (difference.isPresent()) {
      getContext().getLog().warn("node {} refused: {}", hello.name(), difference.get());
      hello.host().tell(new ToHost.Refused(opened.epoch(), difference.get()));
      return;
    }
    lose(hello.host());
    byte[] token = new byte[16];
    random.nextBytes(token);
    tokens.add(HexFormat.of().formatHex(token));
    guests.put(hello.host(), new Guest(hello.name(), hello.cores(), token));
    getContext().watch(hello.host());
    hello
        .host()
        .tell(
            new ToHost.Welcome(opened.epoch(), node.dataHost(), server.address().getPort(), token));
  }

  private void onJoined(ActorRef<ToHost> host) {
    Guest guest = guests.get(host);
    if (guest != null && guest.peer != null && !guest.joined) {
      guest.joined = true;
      getContext().getLog().info("node {} takes part", guest.name);
      place();
    }
  }

  private void onSaid(ToConductor.Said said) {
    FromWorker message = said.message();
    boolean lasting = message instanceof FromWorker.Failed;
    if (assignments.accept(said.host(), message.worker(), message.incarnation(), NO_STATE)
        || lasting && assignments.has(said.host(), message.worker())) {
      aggregator.tell(new FromWorkerEnvelope(message, voices.get(message.worker())));
    }
  }

  /** Gives workers to hosts, after one has come or gone. */
  private void place() {
    Map<ActorRef<ToHost>, Integer> weights = new LinkedHashMap<>();
    Map<ActorRef<ToHost>, String> names = new HashMap<>();
    guests.forEach(
        (host, guest) -> {
          if (guest.joined) {
            weights.put(host, guest.cores);
            names.put(host, guest.name);
          }
        });
    for (Assignments.Move<ActorRef<ToHost>> move : assignments.place(weights, names)) {
      if (move.from() != null) {
        move.from().tell(new ToHost.Drop(opened.epoch(), move.worker(), move.fromAssignment()));
      }
      carry(move);
    }
  }

  private void carry(Assignments.Move<ActorRef<ToHost>> move) {
    boolean chain = !move.worker().isDataWorker();
    move.to().tell(new ToHost.Carry(opened.epoch(), move.worker(), move.assignment(), chain));
  }

  private void lose(ActorRef<ToHost> host) {
    Guest guest = guests.remove(host);
    if (guest == null) {
      return;
    }
    getContext().unwatch(host);
    tokens.remove(HexFormat.of().formatHex(guest.token));
    if (guest.peer != null) {
      peers.remove(guest.peer);
      publisher.forget(guest.peer);
      guest.peer.close();
    }
    if (guest.joined && !ended) {
      getContext().getLog().warn("node {} is gone; its workers go to others", guest.name);
      place();
    }
  }

  private Behavior<Command> onAsked(Asked asked) {
    Frame frame = asked.frame();
    if (frame.type() == DataFrames.JOIN) {
      join(asked.peer(), frame.payload());
      return this;
    }
    ActorRef<ToHost> host = peers.get(asked.peer());
    if (host == null) {
      asked.peer().close();
    } else if (frame.type() == DataFrames.PULL) {
      publisher.pull(asked.peer(), frame);
    } else if (frame.type() == DataFrames.FETCH) {
      DataFrames.TileStart wanted = DataFrames.fetched(frame);
      Assignments.Start start = assignments.start(host, wanted.worker(), wanted.assignment());
      if (start != null) {
        asked
            .peer()
            .send(
                DataFrames.tile(
                    new DataFrames.TileStart(
                        wanted.worker(), wanted.assignment(), start.lives(), start.state())));
      }
    }
    return this;
  }

  /** The token that a host shows is good for one connection. */
  private void join(Peer peer, byte[] token) {
    guests.forEach(
        (host, guest) -> {
          if (guest.peer == null && Arrays.equals(guest.token, token)) {
            guest.peer = peer;
            peers.put(peer, host);
          }
        });
  }

  private Behavior<Command> onPublished(Published published) {
    publisher.publish();
    return this;
  }

  private Behavior<Command> onClosed(Closed closed) {
    ActorRef<ToHost> host = peers.remove(closed.peer());
    if (host != null) {
      lose(host);
    }
    return this;
  }

  private Behavior<Command> onTerminated(Terminated gone) {
    if (gone.getRef().equals(aggregator)) {
      String why = gone instanceof ChildFailed failed ? ": " + failed.cause() : "";
      return end(failed("aggregator failed" + why));
    }
    guests.keySet().stream()
        .filter(host -> host.equals(gone.getRef()))
        .findFirst()
        .ifPresent(this::lose);
    return this;
  }

  private Behavior<Command> onPass(Pass pass) {
    aggregator.tell(pass.message());
    return this;
  }

  private Behavior<Command> onTold(Told told) {
    if (told.message() instanceof Aggregator.Advanced advanced) {
      progress = advanced.progress();
      listener.tell(
          new NodeEvent.Conducts(
              advanced.endOfPass().isPresent()
                  ? new EngineEvent.PassEnded(progress, advanced.endOfPass().get())
                  : new EngineEvent.Advanced(progress)));
      return this;
    }
    return end(((Aggregator.Finished) told.message()).outcome());
  }

  /** The aggregator writes a checkpoint first, so that nothing is lost to the next one. */
  private Behavior<Command> onLeave(Leave leave) {
    if (ended) {
      return Behaviors.stopped();
    }
    leaving = true;
    aggregator.tell(new Aggregator.Stop());
    return this;
  }

  private Outcome failed(String reason) {
    return new Outcome(
        Outcome.Status.FAILED, reason, progress, store.copy(), List.of(), Optional.empty());
  }

  private Behavior<Command> end(Outcome outcome) {
    if (leaving && outcome.status() == Outcome.Status.STOPPED) {
      return Behaviors.stopped();
    }
    if (!ended) {
      ended = true;
      ending = outcome.status().name().toLowerCase(Locale.ROOT);
      endingReason = outcome.reason();
      listener.tell(new NodeEvent.Conducts(new EngineEvent.Finished(outcome)));
      invite();
    }
    return this;
  }

  private void tellNodes() {
    Map<ActorRef<ToHost>, int[]> counts = assignments.counts();
    List<NodeEvent.NodeStatus> nodes = new ArrayList<>();
    guests.forEach(
        (host, guest) -> {
          int[] workers = counts.getOrDefault(host, new int[2]);
          long in = guest.peer == null ? 0 : guest.peer.bytesReceived();
          long out = guest.peer == null ? 0 : guest.peer.bytesSent();
          nodes.add(
              new NodeEvent.NodeStatus(guest.name, guest.cores, workers[0], workers[1], in, out));
        });
    listener.tell(new NodeEvent.Nodes(opened.epoch(), store.newest().number(), nodes));
  }

  private Behavior<Command> onStop() {
    if (server != null) {
      server.close();
    }
    return this;
  }
}
