package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.chain.CarriedWork;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts all workers of a run, some of them on nodes that hear of new versions late, and counts
 * what they take.
 */
final class SimulatedHost {
  private static final int SLAB_TIME = 100;

  private final Objective objective;
  private final RunSettings settings;
  private final Function<WorkerId, Node> nodes;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final World world;
  private final Map<Integer, LaggingStore> laggingStores = new HashMap<>();
  private final Map<WorkerId, SimulatedWorker> workers = new LinkedHashMap<>();
  private final Map<Integer, Integer> sumsMade = new HashMap<>();
  private long workTime;

  /** What happens to all. */
  record World(Timeline timeline, Network network, Faults faults, Random random) {}

  SimulatedHost(
      Objective objective,
      RunSettings settings,
      Function<WorkerId, Node> nodes,
      SnapshotStore store,
      World world) {
    this.objective = objective;
    this.settings = settings;
    this.nodes = nodes;
    this.store = store;
    this.pool = new SumsPool(objective.phases());
    this.world = world;
  }

  SumsPool pool() {
    return pool;
  }

  /**
   * @param states of all particles by phase; empty to start anew
   * @param aggregator takes what reaches it
   */
  void startAll(Snapshot first, Map<String, byte[]> states, Consumer<FromWorker> aggregator) {
    List<Phase> phases = objective.phases();
    for (int place = 0; place < phases.size(); place++) {
      if (phases.get(place) instanceof PersistentPhase phase) {
        startChains(place, phase, first, states.get(phase.name()), aggregator);
      }
    }
    boolean batches = phases.stream().anyMatch(phase -> !(phase instanceof PersistentPhase));
    for (int index = 0; batches && index < settings.dataWorkers(); index++) {
      WorkerId id = WorkerId.dataWorker(index);
      start(
          id,
          (incarnation, says) -> CarriedWork.dataPhase(id, incarnation, phases, host(id), says),
          aggregator);
    }
  }

  private void startChains(
      int place,
      PersistentPhase phase,
      Snapshot first,
      byte[] states,
      Consumer<FromWorker> aggregator) {
    int chains = Math.min(settings.chains(), phase.particles());
    boolean lockstep = settings.mode() == Mode.LOCKSTEP;
    for (int index = 0; index < chains; index++) {
      WorkerId id = new WorkerId(place, index);
      int from = Division.first(phase.particles(), chains, index);
      int count = Division.count(phase.particles(), chains, index);
      Tile tile =
          states == null ? phase.start(first, from, count) : read(phase, from, count, states);
      CarriedWork.Particles particles =
          new CarriedWork.Particles(tile, lockstep ? phase.allocate(from, count) : null);
      start(
          id,
          (incarnation, says) ->
              CarriedWork.chain(id, incarnation, phase, particles, host(id), says),
          aggregator);
    }
  }

  private Tile read(PersistentPhase phase, int from, int count, byte[] states) {
    Tile tile = phase.allocate(from, count);
    ByteBuffer in = ByteBuffer.wrap(states).order(ByteOrder.LITTLE_ENDIAN);
    in.position(from * phase.particleBytes());
    for (int n = 0; n < count; n++) {
      tile.read(n, in);
    }
    if (settings.mode() == Mode.ASYNC) {
      tile.skipLostSteps(1);
    }
    return tile;
  }

  /** Every look at the clock of a quantum takes its time, so that quanta end anywhere. */
  private CarriedWork.Host host(WorkerId id) {
    int versions = settings.mode() == Mode.LOCKSTEP ? 0 : nodes.apply(id).lag();
    SnapshotStore seen =
        versions == 0 ? store : laggingStores.computeIfAbsent(versions, this::laggingStore).store();
    return new CarriedWork.Host(
        seen, pool, () -> workTime += world.random().nextInt(SLAB_TIME), SLAB_TIME);
  }

  private LaggingStore laggingStore(int versions) {
    SnapshotStore late = new SnapshotStore(objective.layout(), true);
    LaggingStore lagging = new LaggingStore(versions, late);
    lagging.published(store.copy());
    return lagging;
  }

  private void start(
      WorkerId id, SimulatedWorker.WorkFactory factory, Consumer<FromWorker> aggregator) {
    Consumer<FromWorker> says = message -> world.network().carry(() -> aggregator.accept(message));
    SimulatedWorker worker =
        new SimulatedWorker(
            factory,
            says,
            world.timeline(),
            world.faults(),
            world.random(),
            nodes.apply(id).pace());
    workers.put(id, worker);
    world.timeline().after(world.random().nextLong(world.faults().latency()), worker::start);
  }

  void send(WorkerId to, ToWorker message) {
    world.network().carry(() -> workers.get(to).receive(message));
  }

  /** A new version has been published. */
  void published() {
    laggingStores.values().forEach(lagging -> lagging.published(store.copy()));
  }

  /** Sums of the phase at that place were made. */
  void madeSums(int place) {
    sumsMade.merge(place, 1, Integer::sum);
  }

  /**
   * Ends all workers; what they have used must be bounded by their number, and by the failures
   * where something is lost.
   */
  void end() {
    workers.values().forEach(SimulatedWorker::end);
    int failures = workers.values().stream().mapToInt(SimulatedWorker::failures).sum();
    int leaks = workers.values().stream().mapToInt(SimulatedWorker::leaks).sum();
    assertTrue(store.leased() <= leaks, "leased=" + store.leased() + " leaks=" + leaks);
    long most = workers.size() + 2L + leaks;
    assertTrue(store.allocated() <= most, "allocated=" + store.allocated() + " most=" + most);
    sumsMade.forEach(
        (place, made) -> {
          int limit = failures + (isChains(place) ? 2 * settings.chains() : mostShares());
          assertTrue(made <= limit, "sums=" + made + " limit=" + limit);
        });
  }

  private boolean isChains(int place) {
    return objective.phases().get(place) instanceof PersistentPhase;
  }

  /**
   * Two batches are worked on at once; one of each may be cut differently since before a resume.
   */
  private int mostShares() {
    return 6 * settings.dataWorkers() + 8;
  }
}
