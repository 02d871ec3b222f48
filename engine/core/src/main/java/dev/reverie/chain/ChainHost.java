package dev.reverie.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts the workers of a node, keeps the particles while a chain is started again after a failure,
 * and reports a worker that keeps failing. Takes no messages.
 */
public final class ChainHost extends AbstractBehavior<Void> {
  private final Objective objective;
  private final RunSettings run;
  private final HostSettings settings;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final ActorRef<FromWorkerEnvelope> aggregator;
  private final Quantum quantum;
  private final Map<ActorRef<?>, Supervised> workers = new HashMap<>();

  private record Supervised(WorkerId id, Incarnations incarnations) {}

  /**
   * @param particles gives the states of all particles by phase, as a checkpoint has them; none to
   *     start anew. Asked once
   */
  public static Behavior<Void> create(
      Objective objective,
      RunSettings run,
      HostSettings settings,
      Supplier<Map<String, byte[]>> particles,
      SnapshotStore store,
      SumsPool pool,
      ActorRef<FromWorkerEnvelope> aggregator) {
    return Behaviors.setup(
        context -> {
          ChainHost host =
              new ChainHost(context, objective, run, settings, store, pool, aggregator);
          host.startAll(particles.get());
          return host;
        });
  }

  private ChainHost(
      ActorContext<Void> context,
      Objective objective,
      RunSettings run,
      HostSettings settings,
      SnapshotStore store,
      SumsPool pool,
      ActorRef<FromWorkerEnvelope> aggregator) {
    super(context);
    this.objective = objective;
    this.run = run;
    this.settings = settings;
    this.store = store;
    this.pool = pool;
    this.aggregator = aggregator;
    this.quantum = new Quantum(settings.clock(), settings.quantum().toNanos());
  }

  private void startAll(Map<String, byte[]> particles) {
    List<Phase> phases = objective.phases();
    boolean batches = false;
    for (int place = 0; place < phases.size(); place++) {
      if (phases.get(place) instanceof PersistentPhase phase) {
        startChains(place, phase, particles.get(phase.name()));
      } else {
        batches = true;
      }
    }
    for (int index = 0; batches && index < run.dataWorkers(); index++) {
      WorkerId id = WorkerId.dataWorker(index);
      start(
          id,
          (incarnation, says) ->
              new DataPhase(id, incarnation, phases, store, pool, quantum, says));
    }
  }

  private void startChains(int place, PersistentPhase phase, byte[] particles) {
    int chains = Math.min(run.chains(), phase.particles());
    for (int index = 0; index < chains; index++) {
      WorkerId id = new WorkerId(place, index);
      int first = Division.first(phase.particles(), chains, index);
      int count = Division.count(phase.particles(), chains, index);
      Tile tile =
          particles == null ? begin(phase, first, count) : read(phase, first, count, particles);
      boolean lockstep = run.mode() == Mode.LOCKSTEP;
      TileSlot slot = new TileSlot(tile, lockstep ? phase.allocate(first, count) : null);
      start(
          id,
          (incarnation, says) ->
              new Chain(id, incarnation, phase, slot, store, pool, quantum, says));
    }
  }

  private Tile begin(PersistentPhase phase, int first, int count) {
    try (Lease lease = store.lease()) {
      Snapshot snapshot = lease.snapshot();
      return phase.start(snapshot, first, count);
    }
  }

  /**
   * Where nobody waits, the parameters have seen steps that were made after the state was captured.
   */
  private Tile read(PersistentPhase phase, int first, int count, byte[] particles) {
    Tile tile = phase.allocate(first, count);
    int bytes = phase.particleBytes();
    ByteBuffer in = ByteBuffer.wrap(particles).order(ByteOrder.LITTLE_ENDIAN);
    in.position(Math.multiplyExact(first, bytes));
    for (int n = 0; n < count; n++) {
      tile.read(n, in);
    }
    if (run.mode() == Mode.ASYNC) {
      tile.skipLostSteps();
    }
    return tile;
  }

  private void start(WorkerId id, Worker.WorkFactory factory) {
    Incarnations incarnations = new Incarnations(settings.maxRestarts());
    Behavior<Worker.Command> worker =
        Behaviors.supervise(
                Worker.create(id, incarnations, factory, aggregator, settings.remindAfter()))
            .onFailure(
                RuntimeException.class,
                SupervisorStrategy.restartWithBackoff(
                    settings.minBackoff(), settings.maxBackoff(), 0.1));
    ActorRef<Worker.Command> ref =
        getContext()
            .spawn(worker, id.toString(), DispatcherSelector.fromConfig(settings.dispatcher()));
    getContext().watch(ref);
    workers.put(ref, new Supervised(id, incarnations));
  }

  @Override
  public Receive<Void> createReceive() {
    return newReceiveBuilder()
        .onSignal(
            ChildFailed.class, failed -> onEnded(failed, worker -> "failed: " + failed.cause()))
        .onSignal(
            Terminated.class, ended -> onEnded(ended, worker -> worker.incarnations().epitaph()))
        .build();
  }

  /**
   * A worker ends when it has failed too often, by an error, or after it has said itself that a
   * number diverged.
   */
  private Behavior<Void> onEnded(Terminated ended, Function<Supervised, String> why) {
    Supervised worker = workers.remove(ended.getRef());
    WorkerId id = worker.id();
    String reason = "worker " + id + " " + why.apply(worker);
    aggregator.tell(
        new FromWorkerEnvelope(
            new FromWorker.Failed(id, Integer.MAX_VALUE, phaseName(id), reason, false),
            getContext().getSystem().ignoreRef()));
    return this;
  }

  private String phaseName(WorkerId id) {
    return id.isDataWorker() ? "data" : objective.phases().get(id.phase()).name();
  }
}
