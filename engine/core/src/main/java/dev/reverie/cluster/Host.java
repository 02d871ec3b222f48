package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import dev.reverie.chain.Crew;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.engine.EngineSettings;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.DataClient;
import dev.reverie.transport.DataHandler;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The actor that carries a host's decisions and has its workers. With the conductor of the same
 * node it shares snapshots and sums; with one elsewhere it has a connection.
 */
final class Host extends AbstractBehavior<Host.Command> implements Hosting.Outbox {
  /** Where conductors find all hosts. */
  static final ServiceKey<ToHost> KEY = ServiceKey.create(ToHost.class, "reverie-host");

  /** What the actor is told. */
  sealed interface Command {}

  private record Told(ToHost message) implements Command {}

  private record Says(FromWorkerEnvelope envelope) implements Command {}

  private record Marked(
      ActorRef<ToConductor> conductor, long epoch, Version seen, Optional<String> mark)
      implements Command {}

  private record Connected(long epoch, Peer peer, Throwable failure) implements Command {}

  private record Came(Wire wire, Frame frame) implements Command {}

  private record Closed(Wire wire) implements Command {}

  private final Objective objective;
  private final RunSettings run;
  private final NodeSettings node;
  private final Here here;
  private final ActorRef<NodeEvent> listener;
  private final EngineSettings settings;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Executor files;
  private final ActorRef<ToHost> front;
  private final ActorRef<FromWorkerEnvelope> ear;
  private final Hosting hosting;
  private final Map<WorkerId, ActorRef<ToWorker>> heard = new HashMap<>();
  private Crew crew;

  /**
   * @param listener on this node
   */
  static Behavior<Command> create(
      Objective objective,
      RunSettings run,
      NodeSettings node,
      Here here,
      ActorRef<NodeEvent> listener) {
    return Behaviors.setup(context -> new Host(context, objective, run, node, here, listener));
  }

  private Host(
      ActorContext<Command> context,
      Objective objective,
      RunSettings run,
      NodeSettings node,
      Here here,
      ActorRef<NodeEvent> listener) {
    super(context);
    context.setLoggerName(Host.class);
    this.objective = objective;
    this.run = run;
    this.node = node;
    this.here = here;
    this.listener = listener;
    this.settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    this.pool = new SumsPool(objective.phases());
    this.files =
        context
            .getSystem()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig(settings.blockingDispatcher()));
    this.front = context.messageAdapter(ToHost.class, Told::new);
    this.ear = context.messageAdapter(FromWorkerEnvelope.class, Says::new);
    this.hosting = new Hosting(front, this);
    context.getSystem().receptionist().tell(Receptionist.register(KEY, front));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Told.class, this::onTold)
        .onMessage(Says.class, this::onSays)
        .onMessage(Marked.class, this::onMarked)
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Came.class, this::onCame)
        .onMessage(Closed.class, this::onClosed)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onTold(Told told) {
    hosting.receive(told.message());
    return this;
  }

  private Behavior<Command> onSays(Says says) {
    FromWorkerEnvelope envelope = says.envelope();
    if (hosting.says(envelope.message(), envelope.state())) {
      heard.put(envelope.message().worker(), envelope.replyTo());
    }
    return this;
  }

  /** Who may have the aggregator shows that it sees the training's checkpoints. */
  @Override
  public void greet(ActorRef<ToConductor> conductor, long epoch, Version seen) {
    CompletionStage<Optional<String>> mark =
        node.conducts()
            ? CompletableFuture.supplyAsync(
                () -> new CheckpointStore(run.checkpoints().orElseThrow()).mark((int) epoch), files)
            : CompletableFuture.completedStage(Optional.empty());
    getContext()
        .pipeToSelf(
            mark,
            (read, failure) ->
                new Marked(conductor, epoch, seen, failure == null ? read : Optional.empty()));
  }

  private Behavior<Command> onMarked(Marked marked) {
    tell(
        marked.conductor(),
        new ToConductor.Hello(
            marked.epoch(),
            front,
            node.name(),
            node.cores(),
            marked.seen(),
            Identities.of(run, node.conducts(), marked.mark())));
    return this;
  }

  @Override
  public void tell(ActorRef<ToConductor> conductor, ToConductor message) {
    conductor.tell(message);
  }

  @Override
  public void connect(ToHost.Welcome welcome) {
    Optional<Desk> near = here.find(welcome.epoch());
    if (near.isPresent()) {
      enter(near.get(), welcome);
    } else {
      dial(welcome);
    }
  }

  private void enter(Desk desk, ToHost.Welcome welcome) {
    ActorRef<Command> self = getContext().getSelf();
    NearWire end =
        new NearWire(
            (from, frame) -> self.tell(new Came(from, frame)), from -> self.tell(new Closed(from)));
    if (hosting.opened(welcome.epoch(), new NearLine(desk, front, end))) {
      begin(desk.store(), desk.pool());
      desk.conductor().opened(end, welcome.token());
      hosting.ready();
    }
  }

  private void begin(SnapshotStore snapshots, SumsPool sums) {
    crew =
        new Crew(
            getContext(),
            objective,
            run,
            settings.host(),
            snapshots,
            sums,
            ear,
            KeptStates.areKept(objective, run));
  }

  private void dial(ToHost.Welcome welcome) {
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            DataClient.connect(
                getContext().getSystem(),
                welcome.host(),
                welcome.port(),
                node.security(),
                welcome.token(),
                new DataHandler() {
                  @Override
                  public void opened(Peer opened) {}

                  @Override
                  public void received(Peer from, Frame frame) {
                    self.tell(new Came(new PeerWire(from), DataFrames.requireForHosts(frame)));
                  }

                  @Override
                  public void closed(Peer closed, Optional<Throwable> failure) {
                    self.tell(new Closed(new PeerWire(closed)));
                  }
                }),
            (connected, failure) -> new Connected(welcome.epoch(), connected, failure));
  }

  private Behavior<Command> onConnected(Connected connected) {
    if (connected.failure() != null) {
      getContext().getLog().warn("no connection for data: {}", connected.failure().toString());
      return this;
    }
    FarLine line =
        new FarLine(new PeerWire(connected.peer()), objective, store, pool, Stride.of(run));
    if (hosting.opened(connected.epoch(), line)) {
      begin(store, pool);
    }
    return this;
  }

  private Behavior<Command> onCame(Came came) {
    hosting.came(came.wire(), came.frame());
    return this;
  }

  @Override
  public void start(WorkerId worker, int incarnation, Crew.Start start) {
    crew.start(worker, incarnation, start);
  }

  @Override
  public void stop(WorkerId worker) {
    crew.stop(worker);
  }

  @Override
  public void tell(WorkerId worker, ToWorker message) {
    heard.get(worker).tell(message);
  }

  @Override
  public void tell(NodeEvent event) {
    listener.tell(event);
  }

  @Override
  public void warn(String line) {
    getContext().getLog().warn(line);
  }

  private Behavior<Command> onClosed(Closed closed) {
    hosting.closed(closed.wire());
    return this;
  }

  private Behavior<Command> onTerminated(Terminated ended) {
    if (crew != null) {
      crew.ended(ended);
    }
    return this;
  }

  private Behavior<Command> onStop() {
    hosting.reset();
    return this;
  }
}
