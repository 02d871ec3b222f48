package dev.reverie.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The workers of a node, as children of the actor that has them: starts them, keeps the particles
 * while a chain is started again after a failure, and reports a worker that keeps failing. For that
 * actor's thread only; what the actor hears of its children's ends goes to {@link #ended}.
 */
public final class Crew {
  private final ActorContext<?> context;
  private final Objective objective;
  private final HostSettings settings;
  private final ActorRef<FromWorkerEnvelope> aggregator;
  private final WorkFactories factories;
  private final Map<ActorRef<?>, Supervised> workers = new HashMap<>();

  private record Supervised(WorkerId id, Incarnations incarnations) {}

  /**
   * Where a chain begins.
   *
   * @param particles holds the states of its particles from its position on, little endian; null to
   *     start anew
   * @param lives that were lost after these states, each with steps that may have been used
   */
  public record Start(ByteBuffer particles, int lives) {
    /** A chain that starts anew for the first time. */
    public static final Start ANEW = new Start(null, 0);
  }

  /**
   * @param context of the actor that has the workers
   * @param tellStates whether a chain's state goes with each contribution
   */
  public Crew(
      ActorContext<?> context,
      Objective objective,
      RunSettings run,
      HostSettings settings,
      SnapshotStore store,
      SumsPool pool,
      ActorRef<FromWorkerEnvelope> aggregator,
      boolean tellStates) {
    this.context = context;
    this.objective = objective;
    this.settings = settings;
    this.aggregator = aggregator;
    Quantum quantum = new Quantum(settings.clock(), settings.quantum().toNanos());
    this.factories = new WorkFactories(objective, run, store, pool, quantum, tellStates);
  }

  /** All workers of a training: each chain of each persistent phase, and the data workers. */
  public static List<WorkerId> all(Objective objective, RunSettings run) {
    List<WorkerId> all = new ArrayList<>();
    boolean batches = false;
    for (int place = 0; place < objective.phases().size(); place++) {
      if (objective.phases().get(place) instanceof PersistentPhase phase) {
        for (int index = 0; index < chains(phase, run); index++) {
          all.add(new WorkerId(place, index));
        }
      } else {
        batches = true;
      }
    }
    for (int index = 0; batches && index < run.dataWorkers(); index++) {
      all.add(WorkerId.dataWorker(index));
    }
    return all;
  }

  private static int chains(PersistentPhase phase, RunSettings run) {
    return Math.min(run.chains(), phase.particles());
  }

  /** Bytes of the states of a chain's particles; 0 for a data worker. */
  public static int stateBytes(WorkerId id, Objective objective, RunSettings run) {
    if (id.isDataWorker()) {
      return 0;
    }
    PersistentPhase phase = (PersistentPhase) objective.phases().get(id.phase());
    return Math.multiplyExact(count(id, phase, run), phase.particleBytes());
  }

  /** The states of a chain's particles among those of all particles of its phase. */
  public static ByteBuffer slice(
      WorkerId id, Objective objective, RunSettings run, byte[] particles) {
    PersistentPhase phase = (PersistentPhase) objective.phases().get(id.phase());
    int first = first(id, phase, run);
    ByteBuffer all = ByteBuffer.wrap(particles).order(ByteOrder.LITTLE_ENDIAN);
    all.position(Math.multiplyExact(first, phase.particleBytes()));
    return all;
  }

  /**
   * A tile of a chain's particles whose states are known.
   *
   * @throws IllegalArgumentException with one line when these are not so many bytes
   */
  public static Tile read(WorkerId chain, Objective objective, RunSettings run, byte[] states) {
    PersistentPhase phase = (PersistentPhase) objective.phases().get(chain.phase());
    int chains = chains(phase, run);
    if (chain.index() >= chains) {
      throw new IllegalArgumentException(
          "chain=" + chain.index() + ", must be below " + chains + " in phase " + phase.name());
    }
    int bytes = stateBytes(chain, objective, run);
    if (states.length != bytes) {
      throw new IllegalArgumentException(
          "states of " + chain + " take " + states.length + " bytes, must take " + bytes);
    }
    ByteBuffer in = ByteBuffer.wrap(states).order(ByteOrder.LITTLE_ENDIAN);
    return read(phase, first(chain, phase, run), count(chain, phase, run), in);
  }

  static Tile read(PersistentPhase phase, int first, int count, ByteBuffer in) {
    Tile tile = phase.allocate(first, count);
    for (int n = 0; n < count; n++) {
      tile.read(n, in);
    }
    return tile;
  }

  static int first(WorkerId chain, PersistentPhase phase, RunSettings run) {
    return Division.first(phase.particles(), chains(phase, run), chain.index());
  }

  static int count(WorkerId chain, PersistentPhase phase, RunSettings run) {
    return Division.count(phase.particles(), chains(phase, run), chain.index());
  }

  /**
   * Starts a worker.
   *
   * @param incarnation number of its first start
   * @param start of a chain; unused for a data worker
   */
  public void start(WorkerId id, int incarnation, Start start) {
    Worker.WorkFactory factory = factories.of(id, start);
    Incarnations incarnations = new Incarnations(settings.maxRestarts(), incarnation);
    Behavior<Worker.Command> worker =
        Behaviors.supervise(
                Worker.create(id, incarnations, factory, aggregator, settings.remindAfter()))
            .onFailure(
                RuntimeException.class,
                SupervisorStrategy.restartWithBackoff(
                    settings.minBackoff(), settings.maxBackoff(), 0.1));
    ActorRef<Worker.Command> ref =
        context.spawn(
            worker, id + "-" + incarnation, DispatcherSelector.fromConfig(settings.dispatcher()));
    context.watch(ref);
    workers.put(ref, new Supervised(id, incarnations));
  }

  /** Stops a worker, of which nothing more is to be heard. */
  public void stop(WorkerId id) {
    for (ActorRef<?> ref : List.copyOf(workers.keySet())) {
      if (workers.get(ref).id().equals(id)) {
        workers.remove(ref);
        context.unwatch(ref);
        context.stop(ref);
      }
    }
  }

  /**
   * Something that the actor watches has ended: reports it where it is a worker, which ends when it
   * has failed too often, by an error, or after it has said itself that a number diverged.
   */
  public void ended(Terminated ended) {
    Supervised worker = workers.remove(ended.getRef());
    if (worker == null) {
      return;
    }
    WorkerId id = worker.id();
    String why =
        ended instanceof ChildFailed failed
            ? "failed: " + failed.cause()
            : worker.incarnations().epitaph();
    aggregator.tell(
        new FromWorkerEnvelope(
            new FromWorker.Failed(
                id, Integer.MAX_VALUE, phaseName(id), "worker " + id + " " + why, false),
            context.getSystem().ignoreRef()));
  }

  private String phaseName(WorkerId id) {
    return id.isDataWorker() ? "data" : objective.phases().get(id.phase()).name();
  }
}
