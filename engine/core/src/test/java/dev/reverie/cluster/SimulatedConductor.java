package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.aggregate.Aggregation;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.Succession;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.simulation.SimulatedMaking;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.Frame;
import dev.reverie.wire.WorkerCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Carries a conductor's decisions and an aggregator as {@link Conductor} does: one epoch, until it
 * is stopped.
 */
final class SimulatedConductor implements Conducting.Outbox, Desk.Front {
  private static final int TICK = 4_000;
  private static final int BIND_TIME = 1_000;

  private final Shared shared;
  private final World world;
  private final SimulatedNode node;
  private final ActorRef<ToConductor> front;
  private final Mailbox aggregator;
  private final Mailbox voices;
  private final int epoch;
  private final Objective objective;
  private final SnapshotStore store;
  private final Guests guests = new Guests();
  private final Assignments<ActorRef<ToHost>> assignments;
  private final Conducting conducting;
  private final Desk desk;
  private final ConductorData data;
  private final Aggregation aggregation;
  private Version newest;
  private Outcome outcome;
  private boolean listening;
  private boolean stopped;
  private boolean saving;
  private boolean leaving;

  SimulatedConductor(Shared shared, SimulatedNode node) {
    this.shared = shared;
    this.world = shared.world();
    this.front = world.actor();
    this.node = node;
    this.aggregator = new Mailbox(world, () -> node.isAlive() && !stopped);
    this.voices = new Mailbox(world, () -> node.isAlive() && !stopped);
    SimulatedFolder.Opened opened = shared.folder().open();
    this.epoch = opened.epoch();
    this.objective = shared.books().begins(epoch, opened.from());
    Optional<Checkpoint> from =
        opened.from().map(older -> Succession.of(older, epoch, objective, shared.run().mode()));
    this.store = new SnapshotStore(objective.layout(), true);
    SumsPool pool = new SumsPool(objective.phases());
    Snapshot first = Aggregation.publishFirst(objective, from, store, epoch);
    shared.books().publishes(first);
    this.newest = first.version();
    Nodes nodes = new Nodes(KeptStates.areKept(objective, shared.run()));
    this.aggregation =
        new Aggregation(objective, shared.run(), nodes, from, first, store, pool, new Effects());
    this.assignments = Conductor.assignments(objective, shared.run(), from, epoch);
    this.conducting =
        new Conducting(
            shared.run(),
            new Conducting.Epoch(epoch, first.version().number(), opened.mark(), front),
            assignments,
            Placing.of(objective, shared.run()),
            nodes,
            guests,
            store,
            this);
    this.desk = new Desk(epoch, this, this::pass, assignments, store, pool);
    this.data = new ConductorData(desk, objective, shared.run(), guests::host);
    store.onPublish(() -> post(conducting::published));
    world.add(this);
    world.timeline().after(world.random().nextInt(BIND_TIME), () -> ifAtWork(this::listen));
    post(() -> conducting.listed(node.listing()));
    later();
  }

  private void listen() {
    listening = true;
    post(() -> conducting.opens(node.plan().name(), epoch));
  }

  private void later() {
    world
        .timeline()
        .after(
            TICK,
            () ->
                ifAtWork(
                    () -> {
                      post(conducting::tick);
                      aggregator.tell(aggregation::remind);
                      later();
                    }));
  }

  private void ifAtWork(Runnable action) {
    if (isAtWork()) {
      action.run();
    }
  }

  boolean isAtWork() {
    return node.isAlive() && !stopped;
  }

  /** In what was said to the actor, what was meant for an earlier start of it is of no use. */
  private void post(Runnable decision) {
    node.conductorMailbox().tell(() -> ifAtWork(decision));
  }

  SimulatedNode node() {
    return node;
  }

  ActorRef<ToConductor> front() {
    return front;
  }

  Mailbox mailbox() {
    return node.conductorMailbox();
  }

  int epoch() {
    return epoch;
  }

  /** Epochs have ports of their own. */
  int port() {
    return epoch;
  }

  Desk desk() {
    return desk;
  }

  boolean isListening() {
    return listening && isAtWork();
  }

  boolean admits(byte[] token) {
    return guests.isInvited(token);
  }

  /** How it has ended; empty while it has not. */
  Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  String progress() {
    return aggregation.progress() + " " + guests.names().values() + " " + node.listing().size();
  }

  /** Ends with a checkpoint, for another node to go on from. */
  void leave() {
    leaving = true;
    aggregator.tell(aggregation::stop);
  }

  void stop() {
    stopped = true;
    listening = false;
    world.connections().stream()
        .map(SimulatedConnection::conductor)
        .filter(end -> end.isOf(this))
        .forEach(Wire::close);
  }

  void accept(SimulatedConnection.End end, byte[] token) {
    end.handle(this::came, this::closed).of(this);
    opened(end, token);
  }

  private void came(Wire wire, Frame frame) {
    if (!isAtWork()) {
      return;
    }
    if (shared.plant() == Plant.ANY_ASSIGNMENT && frame.type() == DataFrames.CHAIN) {
      pass(
          WorkerCodec.decode(frame.payload(), desk.pool(), objective.phases(), data::count)
              .message());
    } else {
      data.came(wire, frame);
    }
  }

  @Override
  public void opened(Wire wire, byte[] token) {
    post(() -> conducting.opened(wire, token));
  }

  @Override
  public void pulled(Wire wire, DataFrames.Pull pull) {
    post(() -> conducting.pulled(wire, pull));
  }

  @Override
  public void fetched(Wire wire, DataFrames.TileStart wanted) {
    post(() -> conducting.fetched(wire, wanted));
  }

  @Override
  public void closed(Wire wire) {
    post(() -> conducting.closed(wire));
  }

  void receive(ToConductor message) {
    ifAtWork(() -> conducting.receive(message));
  }

  void listed(Set<ActorRef<ToHost>> hosts) {
    ifAtWork(() -> conducting.listed(hosts));
  }

  void gone(ActorRef<ToHost> host) {
    ifAtWork(() -> conducting.gone(host));
  }

  @Override
  public void tell(ActorRef<ToHost> host, ToHost message) {
    world.tell(node, host, message);
  }

  @Override
  public void watch(ActorRef<ToHost> host) {}

  @Override
  public void unwatch(ActorRef<ToHost> host) {}

  @Override
  public void pass(FromWorker message) {
    aggregator.tell(
        () -> {
          shared.books().delivered(epoch, message, newest);
          aggregation.receive(message);
        });
  }

  @Override
  public void tell(NodeEvent event) {}

  @Override
  public void log(String line) {}

  @Override
  public void warn(String line) {}

  private void speak(WorkerId worker, ToWorker message) {
    ActorRef<ToHost> host = assignments.host(worker);
    if (host != null) {
      boolean gated = shared.run().mode() == Mode.LOCKSTEP && shared.plant() != Plant.NO_GATE;
      Optional<SnapshotStore> behind = gated ? Optional.of(store) : Optional.empty();
      world.tell(node, host, Voice.words(worker, epoch, behind, message));
    }
  }

  private final class Effects implements dev.reverie.aggregate.Outbox {
    @Override
    public void send(WorkerId to, ToWorker message) {
      voices.tell(() -> speak(to, message));
    }

    @Override
    public boolean make(DividedUpdate update) {
      SimulatedMaking parts = new SimulatedMaking(update, this::ended);
      for (int part = 0; part < update.parts(); part++) {
        int made = part;
        world.timeline().after(making(), () -> ifAtWork(() -> parts.make(made)));
      }
      return world.random().nextInt(4) > 0;
    }

    private long making() {
      return world.random().nextLong(world.faults().making());
    }

    private void ended(Optional<RuntimeException> failure) {
      aggregator.tell(() -> failure.ifPresentOrElse(aggregation::notMade, aggregation::made));
    }

    @Override
    public void updated(boolean endOfPass) {
      newest = newest.next();
      shared.books().updated(epoch, newest);
    }

    @Override
    public void save(Checkpoint checkpoint) {
      shared.books().require(!saving, "two checkpoints are written at once");
      saving = true;
      shared.books().offered(epoch, checkpoint);
      world.timeline().after(saving(), () -> ifAtWork(() -> begin(checkpoint)));
    }

    private long saving() {
      return world.random().nextLong(world.faults().saving());
    }

    private void begin(Checkpoint checkpoint) {
      if (!shared.folder().mayWrite(epoch)) {
        saving = false;
        aggregator.tell(() -> aggregation.superseded("not written"));
      } else if (world.random().nextDouble() < world.faults().unsaved()) {
        saving = false;
        aggregator.tell(() -> aggregation.notSaved("not written"));
      } else {
        world.timeline().after(saving(), () -> end(checkpoint));
      }
    }

    /** A file that is being written is there for a while after its writer is gone. */
    private void end(Checkpoint checkpoint) {
      saving = false;
      boolean writes = isAtWork() || world.random().nextBoolean();
      if (writes && shared.folder().put(checkpoint)) {
        boolean newest = shared.folder().isNewest(epoch);
        shared.books().require(newest, "epoch " + epoch + " writes after another has followed");
        Path file = Path.of("update-" + checkpoint.updates());
        aggregator.tell(() -> aggregation.saved(checkpoint.updates(), file));
      } else {
        aggregator.tell(() -> aggregation.superseded("too late"));
      }
    }

    @Override
    public void drawn(List<Particles> particles) {}

    @Override
    public void finished(Outcome ended) {
      post(
          () -> {
            if (!leaving && !shared.folder().mayWrite(epoch)) {
              conducting.end(NodeEvent.SUPERSEDED, ended.reason());
              node.tell(new NodeEvent.Ended(NodeEvent.SUPERSEDED, ended.reason()));
            } else if (!leaving || ended.status() != Outcome.Status.STOPPED) {
              outcome = ended;
              conducting.end(ended.status().name().toLowerCase(Locale.ROOT), ended.reason());
            }
            if (leaving) {
              node.stopConducting();
            }
          });
    }
  }
}
