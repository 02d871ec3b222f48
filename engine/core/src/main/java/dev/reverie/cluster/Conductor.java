package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
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
import dev.reverie.engine.Handover;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
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
import dev.reverie.transport.Peer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private record Bound(int epoch, DataServer server, Throwable failure) implements Command {}

  private record Told(int epoch, Aggregator.Told message) implements Command {}

  private record Tick() implements Command {}

  /** A host has opened its connection. */
  record Opened(Peer peer) implements Command {}

  /** A host wants a newer snapshot than it has. */
  record Pulled(Peer peer, Optional<Version> have) implements Command {}

  /** A host wants to know where a chain begins. */
  record Fetched(Peer peer, DataFrames.TileStart wanted) implements Command {}

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

  private final Objective objective;
  private final RunSettings run;
  private final NodeSettings node;
  private final ActorRef<NodeEvent> listener;
  private final int epoch;
  private final SnapshotStore store;
  private final Assignments<ActorRef<ToHost>> assignments;
  private final ActorRef<ToAggregator> aggregator;
  private final ActorRef<ToConductor> front;
  private final Map<WorkerId, ActorRef<ToWorker>> voices;
  private final Publisher publisher;
  private final Guests guests = new Guests();
  private Set<ActorRef<ToHost>> listed = Set.of();
  private DataServer server;
  private Progress progress;
  private boolean leaving;
  private boolean ended;
  private String ending;
  private String endingReason;

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
    this.epoch = opened.epoch();
    Optional<Checkpoint> from = opened.loaded().checkpoint();
    EngineSettings settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    SumsPool pool = new SumsPool(objective.phases());
    Snapshot first = Aggregation.publishFirst(objective, from, store, epoch);
    this.progress = Progress.atStart(first.version(), run.updates(), objective.updatesPerPass());
    this.assignments = assignments(from);
    this.publisher = new Publisher(store);
    Handover<Optional<Checkpoint>> handover = new Handover<>(from);
    int told = epoch;
    this.aggregator =
        context.spawn(
            Aggregator.create(
                settings.aggregator(),
                run,
                Optional.of(opened.store()),
                store,
                outbox ->
                    new Aggregation(objective, run, handover.take(), first, store, pool, outbox),
                context.messageAdapter(Aggregator.Told.class, message -> new Told(told, message))),
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
    bind(pool);
    listener.tell(new NodeEvent.Begins(epoch, first.version().number(), opened.loaded().skipped()));
  }

  private void bind(SumsPool pool) {
    int bound = epoch;
    getContext()
        .pipeToSelf(
            DataServer.bind(
                getContext().getSystem(),
                node.dataHost(),
                node.dataPort(),
                node.security(),
                guests::isInvited,
                new ConductorData(
                    getContext().getSelf(),
                    assignments,
                    aggregator,
                    pool,
                    objective.phases(),
                    voices,
                    guests::host)),
            (server, failure) -> new Bound(bound, server, failure));
  }

  private Assignments<ActorRef<ToHost>> assignments(Optional<Checkpoint> from) {
    List<WorkerId> workers = Crew.all(objective, run);
    Map<WorkerId, byte[]> states = new HashMap<>();
    from.ifPresent(
        checkpoint ->
            workers.stream()
                .filter(worker -> !worker.isDataWorker())
                .forEach(worker -> states.put(worker, state(worker, checkpoint))));
    int epochs = from.map(checkpoint -> epoch - checkpoint.version().epoch()).orElse(0);
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
        .onMessage(Opened.class, this::onOpened)
        .onMessage(Pulled.class, this::onPulled)
        .onMessage(Fetched.class, this::onFetched)
        .onMessage(Published.class, this::onPublished)
        .onMessage(Closed.class, this::onClosed)
        .onMessage(Pass.class, this::onPass)
        .onMessage(Tick.class, this::onTick)
        .onMessage(Leave.class, this::onLeave)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PreRestart.class, signal -> onStop())
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
                      epoch,
                      assignments,
                      run.mode() == Mode.LOCKSTEP ? Optional.of(store) : Optional.empty()),
                  "voice-" + worker));
    }
    return Map.copyOf(all);
  }

  /** What an earlier start of this actor has bound is of no use. */
  private Behavior<Command> onBound(Bound bound) {
    if (bound.epoch() != epoch) {
      if (bound.server() != null) {
        bound.server().close();
      }
      return this;
    }
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
    guests.all().stream().filter(host -> !listed.contains(host)).forEach(this::lose);
    invite();
    return this;
  }

  /** What may have got lost is said again; whoever says hello and then nothing is forgotten. */
  private Behavior<Command> onTick(Tick tick) {
    guests.tick().forEach(this::lose);
    invite();
    assignments.silent().forEach(this::carry);
    listener.tell(
        new NodeEvent.Nodes(epoch, store.newest().number(), guests.statuses(assignments.counts())));
    return this;
  }

  /** Invites whoever has not answered yet, once more. */
  private void invite() {
    if (server == null) {
      return;
    }
    for (ActorRef<ToHost> host : listed) {
      if (ended) {
        host.tell(new ToHost.Ended(epoch, ending, endingReason));
      } else if (!guests.has(host)) {
        host.tell(new ToHost.Invite(epoch, Identities.of(run), front));
      }
    }
  }

  private Behavior<Command> onSpoke(Spoke spoke) {
    ToConductor message = spoke.message();
    if (message.epoch() != epoch || ended) {
      return this;
    }
    if (message instanceof ToConductor.Hello hello) {
      onHello(hello);
    } else if (message instanceof ToConductor.Joined joined) {
      onJoined(joined.host());
    } else if (message instanceof ToConductor.Said said) {
      onSaid(said);
    }
    return this;
  }

  private void onHello(ToConductor.Hello hello) {
    Optional<String> difference = Identities.difference(Identities.of(run), hello.identity());
    if (difference.isPresent()) {
      getContext().getLog().warn("node {} refused: {}", hello.name(), difference.get());
      hello.host().tell(new ToHost.Refused(epoch, difference.get()));
      return;
    }
    lose(hello.host());
    if (guests.hasName(hello.name())) {
      getContext().getLog().warn("another node {} is here; it waits", hello.name());
      return;
    }
    byte[] token = guests.welcome(hello.host(), hello.name(), hello.cores());
    getContext().watch(hello.host());
    int port = server.address().getPort();
    hello.host().tell(new ToHost.Welcome(epoch, node.dataHost(), port, token));
  }

  private void onJoined(ActorRef<ToHost> host) {
    if (guests.join(host)) {
      getContext().getLog().info("node {} takes part", guests.names().get(host));
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
    for (Assignments.Move<ActorRef<ToHost>> move :
        assignments.place(guests.cores(), guests.names())) {
      if (move.from() != null) {
        move.from().tell(new ToHost.Drop(epoch, move.worker(), move.fromAssignment()));
      }
      carry(move);
    }
  }

  private void carry(Assignments.Move<ActorRef<ToHost>> move) {
    boolean chain = !move.worker().isDataWorker();
    move.to().tell(new ToHost.Carry(epoch, move.worker(), move.assignment(), chain));
  }

  private void lose(ActorRef<ToHost> host) {
    Guests.Gone gone = guests.remove(host);
    if (gone == null) {
      return;
    }
    getContext().unwatch(host);
    if (gone.peer() != null) {
      publisher.forget(gone.peer());
      gone.peer().close();
    }
    if (gone.joined() && !ended) {
      getContext().getLog().warn("node {} is gone; its workers go to others", gone.name());
      place();
    }
  }

  private Behavior<Command> onOpened(Opened opened) {
    guests.opened(opened.peer());
    return this;
  }

  private Behavior<Command> onPulled(Pulled pulled) {
    if (guests.host(pulled.peer()) != null) {
      publisher.pull(pulled.peer(), pulled.have());
    }
    return this;
  }

  private Behavior<Command> onFetched(Fetched fetched) {
    WorkerId worker = fetched.wanted().worker();
    int assignment = fetched.wanted().assignment();
    ActorRef<ToHost> host = guests.host(fetched.peer());
    Assignments.Start start = host == null ? null : assignments.start(host, worker, assignment);
    if (start != null) {
      fetched
          .peer()
          .send(
              DataFrames.tile(
                  new DataFrames.TileStart(worker, assignment, start.lives(), start.state())));
    }
    return this;
  }

  private Behavior<Command> onPublished(Published published) {
    publisher.publish();
    return this;
  }

  private Behavior<Command> onClosed(Closed closed) {
    ActorRef<ToHost> host = guests.host(closed.peer());
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
    guests.all().stream()
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
    if (told.epoch() != epoch) {
      return this;
    }
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
    return leaving ? Behaviors.stopped() : this;
  }

  private Behavior<Command> onStop() {
    if (server != null) {
      server.close();
    }
    return this;
  }
}
