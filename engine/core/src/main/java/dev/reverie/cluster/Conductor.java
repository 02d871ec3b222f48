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
import dev.reverie.checkpoint.Succession;
import dev.reverie.engine.EngineEvent;
import dev.reverie.engine.EngineSettings;
import dev.reverie.engine.Handover;
import dev.reverie.input.InputException;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The actor that carries a conductor's decisions and has the aggregator of a training, on one node
 * of the cluster: opens an epoch, and listens for connections of hosts.
 */
final class Conductor extends AbstractBehavior<Conductor.Command> implements Conducting.Outbox {
  /** What the actor is told. */
  sealed interface Command {}

  private record Spoke(ToConductor message) implements Command {}

  private record Listed(Receptionist.Listing listing) implements Command {}

  private record Bound(int epoch, DataServer server, Throwable failure) implements Command {}

  private record Told(int epoch, Aggregator.Told message) implements Command {}

  private record Tick() implements Command {}

  private record Opened(Wire wire, byte[] token) implements Command {}

  private record Pulled(Wire wire, DataFrames.Pull pull) implements Command {}

  private record Fetched(Wire wire, DataFrames.TileStart wanted) implements Command {}

  private record Closed(Wire wire) implements Command {}

  /** For the aggregator. */
  record Pass(ToAggregator message) implements Command {}

  /** The cluster moves the conductor to another node. */
  record Leave() implements Command {}

  private record Published() implements Command {}

  private static final Published PUBLISHED = new Published();
  private static final Duration TICK = Duration.ofMillis(500);

  private final NodeSettings node;
  private final Here here;
  private final ActorRef<NodeEvent> listener;
  private final int epoch;
  private final CheckpointStore checkpoints;
  private final SnapshotStore store;
  private final ActorRef<ToAggregator> aggregator;
  private final Map<WorkerId, ActorRef<ToWorker>> voices;
  private final Conducting conducting;
  private DataServer server;
  private Progress progress;
  private boolean leaving;
  private boolean ended;

  /**
   * @param here is told that the conductor is on this node
   * @param listener on this node
   */
  static Behavior<Command> create(
      Objective objective,
      RunSettings run,
      NodeSettings node,
      Here here,
      ActorRef<NodeEvent> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK);
                  CheckpointStore.Opened opened =
                      new CheckpointStore(run.checkpoints().orElseThrow()).openEpoch();
                  return new Conductor(context, objective, run, node, here, listener, opened);
                }));
  }

  private Conductor(
      ActorContext<Command> context,
      Objective objective,
      RunSettings run,
      NodeSettings node,
      Here here,
      ActorRef<NodeEvent> listener,
      CheckpointStore.Opened opened) {
    super(context);
    context.setLoggerName(Conductor.class);
    this.node = node;
    this.here = here;
    this.listener = listener;
    this.epoch = opened.epoch();
    this.checkpoints = opened.store();
    Optional<Checkpoint> from =
        opened
            .loaded()
            .checkpoint()
            .map(loaded -> Succession.of(loaded, opened.epoch(), objective, run.mode()));
    EngineSettings settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    SumsPool pool = new SumsPool(objective.phases());
    Snapshot first = Aggregation.publishFirst(objective, from, store, epoch);
    this.progress = Progress.atStart(first.version(), run.updates(), objective.updatesPerPass());
    Nodes nodes = new Nodes(KeptStates.areKept(objective, run));
    Handover<Optional<Checkpoint>> handover = new Handover<>(from);
    int told = epoch;
    this.aggregator =
        context.spawn(
            Aggregator.create(
                settings.aggregator(),
                run,
                Optional.of(checkpoints),
                store,
                outbox ->
                    new Aggregation(
                        objective, run, nodes, handover.take(), first, store, pool, outbox),
                context.messageAdapter(Aggregator.Told.class, message -> new Told(told, message))),
            "aggregator",
            DispatcherSelector.fromConfig(settings.aggregatorDispatcher()));
    context.watch(aggregator);
    Assignments<ActorRef<ToHost>> assignments = assignments(objective, run, from, epoch);
    this.voices = voices(assignments, run.mode() == Mode.LOCKSTEP);
    Guests guests = new Guests();
    this.conducting =
        new Conducting(
            run,
            new Conducting.Epoch(
                epoch,
                first.version().number(),
                opened.mark(),
                context.messageAdapter(ToConductor.class, Spoke::new)),
            assignments,
            Placing.of(objective, run),
            nodes,
            guests,
            store,
            this);
    ActorRef<Command> self = context.getSelf();
    Desk desk = new Desk(epoch, new Mailbox(self), this::pass, assignments, store, pool);
    here.open(desk);
    store.onPublish(() -> self.tell(PUBLISHED));
    context
        .getSystem()
        .receptionist()
        .tell(
            Receptionist.subscribe(
                Host.KEY, context.messageAdapter(Receptionist.Listing.class, Listed::new)));
    bind(guests, new ConductorData(desk, objective, run, guests::host));
    listener.tell(new NodeEvent.Begins(epoch, first.version().number(), opened.loaded().skipped()));
  }

  /** What the actor hears of connections. */
  private record Mailbox(ActorRef<Command> self) implements Desk.Front {
    @Override
    public void opened(Wire wire, byte[] token) {
      self.tell(new Opened(wire, token));
    }

    @Override
    public void pulled(Wire wire, DataFrames.Pull pull) {
      self.tell(new Pulled(wire, pull));
    }

    @Override
    public void fetched(Wire wire, DataFrames.TileStart wanted) {
      self.tell(new Fetched(wire, wanted));
    }

    @Override
    public void closed(Wire wire) {
      self.tell(new Closed(wire));
    }
  }

  private void bind(Guests guests, ConductorData data) {
    int bound = epoch;
    getContext()
        .pipeToSelf(
            DataServer.bind(
                getContext().getSystem(),
                node.dataHost(),
                node.dataPort(),
                node.security(),
                guests::isInvited,
                data),
            (server, failure) -> new Bound(bound, server, failure));
  }

  /**
   * @param from what this epoch has taken over
   */
  static Assignments<ActorRef<ToHost>> assignments(
      Objective objective, RunSettings run, Optional<Checkpoint> from, int epoch) {
    if (from.isPresent() && from.get().version().epoch() != epoch) {
      throw new IllegalArgumentException(
          "from.version=" + from.get().version() + ", must be of epoch " + epoch);
    }
    List<WorkerId> workers = Crew.all(objective, run);
    Map<WorkerId, byte[]> states = new HashMap<>();
    from.ifPresent(
        checkpoint ->
            workers.stream()
                .filter(worker -> !worker.isDataWorker())
                .forEach(worker -> states.put(worker, state(worker, objective, run, checkpoint))));
    return new Assignments<>(workers, states, epoch);
  }

  private static byte[] state(
      WorkerId worker, Objective objective, RunSettings run, Checkpoint checkpoint) {
    String phase = objective.phases().get(worker.phase()).name();
    byte[] state = new byte[Crew.stateBytes(worker, objective, run)];
    Crew.slice(worker, objective, run, checkpoint.particles().get(phase)).get(state);
    return state;
  }

  /** Speaks to each worker through the host that has it at the time. */
  private Map<WorkerId, ActorRef<ToWorker>> voices(
      Assignments<ActorRef<ToHost>> assignments, boolean lockstep) {
    Map<WorkerId, ActorRef<ToWorker>> all = new HashMap<>();
    for (WorkerId worker : assignments.workers()) {
      Optional<SnapshotStore> behind = lockstep ? Optional.of(store) : Optional.empty();
      all.put(
          worker,
          getContext().spawn(Voice.create(worker, epoch, assignments, behind), "voice-" + worker));
    }
    return Map.copyOf(all);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Spoke.class, spoke -> then(() -> conducting.receive(spoke.message())))
        .onMessage(Listed.class, this::onListed)
        .onMessage(Bound.class, this::onBound)
        .onMessage(Told.class, this::onTold)
        .onMessage(
            Opened.class, opened -> then(() -> conducting.opened(opened.wire(), opened.token())))
        .onMessage(
            Pulled.class, pulled -> then(() -> conducting.pulled(pulled.wire(), pulled.pull())))
        .onMessage(
            Fetched.class,
            fetched -> then(() -> conducting.fetched(fetched.wire(), fetched.wanted())))
        .onMessage(Published.class, published -> then(conducting::published))
        .onMessage(Closed.class, closed -> then(() -> conducting.closed(closed.wire())))
        .onMessage(Pass.class, pass -> then(() -> aggregator.tell(pass.message())))
        .onMessage(Tick.class, tick -> then(conducting::tick))
        .onMessage(Leave.class, leave -> onLeave())
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PreRestart.class, signal -> onStop())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> then(Runnable decision) {
    decision.run();
    return this;
  }

  /**
   * What an earlier start of this actor has bound is of no use. Where the port is taken, the
   * supervisor tries again: it was free when the node was started.
   */
  private Behavior<Command> onBound(Bound bound) {
    if (bound.epoch() != epoch) {
      if (bound.server() != null) {
        bound.server().close();
      }
      return this;
    }
    if (bound.failure() != null) {
      throw new IllegalStateException(
          "no connections for data at " + node.dataHost() + ":" + node.dataPort(), bound.failure());
    }
    server = bound.server();
    conducting.opens(node.dataHost(), server.address().getPort());
    return this;
  }

  private Behavior<Command> onListed(Listed all) {
    conducting.listed(all.listing().getServiceInstances(Host.KEY));
    return this;
  }

  @Override
  public void tell(ActorRef<ToHost> host, ToHost message) {
    host.tell(message);
  }

  @Override
  public void watch(ActorRef<ToHost> host) {
    getContext().watch(host);
  }

  @Override
  public void unwatch(ActorRef<ToHost> host) {
    getContext().unwatch(host);
  }

  /** From any thread. */
  @Override
  public void pass(FromWorker message) {
    aggregator.tell(new FromWorkerEnvelope(message, voices.get(message.worker())));
  }

  @Override
  public void tell(NodeEvent event) {
    listener.tell(event);
  }

  @Override
  public void log(String line) {
    getContext().getLog().info(line);
  }

  @Override
  public void warn(String line) {
    getContext().getLog().warn(line);
  }

  private Behavior<Command> onTerminated(Terminated gone) {
    if (gone.getRef().equals(aggregator)) {
      String why = gone instanceof ChildFailed failed ? ": " + failed.cause() : "";
      return end(failed("aggregator failed" + why));
    }
    conducting.gone(gone.getRef());
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
  private Behavior<Command> onLeave() {
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
      boolean superseded = isSuperseded();
      String status = outcome.status().name().toLowerCase(Locale.ROOT);
      listener.tell(
          superseded
              ? new NodeEvent.Ended(NodeEvent.SUPERSEDED, outcome.reason())
              : new NodeEvent.Conducts(new EngineEvent.Finished(outcome)));
      conducting.end(superseded ? NodeEvent.SUPERSEDED : status, outcome.reason());
    }
    return leaving ? Behaviors.stopped() : this;
  }

  /** A folder that cannot be read keeps nothing from ending. */
  private boolean isSuperseded() {
    try {
      boolean superseded = checkpoints.isSuperseded();
      if (superseded) {
        warn("another epoch has followed on " + epoch + ", which ends");
      }
      return superseded;
    } catch (InputException e) {
      warn(e.getMessage());
      return false;
    }
  }

  private Behavior<Command> onStop() {
    here.close(epoch);
    if (server != null) {
      server.close();
    }
    return this;
  }
}
