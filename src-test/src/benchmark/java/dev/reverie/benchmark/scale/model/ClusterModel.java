package dev.reverie.benchmark.scale.model;

import dev.reverie.aggregate.Aggregation;
import dev.reverie.aggregate.Outbox;
import dev.reverie.aggregate.Sites;
import dev.reverie.benchmark.scale.HollowObjective;
import dev.reverie.benchmark.scale.HollowUpdate;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training on many nodes in virtual time. When an update is due and who may go on is decided by
 * the engine's own {@link Aggregation}; workers, processors and links are models.
 */
public final class ClusterModel implements Outbox {
  private static final int CHAINS = 1;
  private static final int CONTROL_BYTES = 300;
  private static final HollowObjective.Sizes NO_BYTES = new HollowObjective.Sizes(0, 0, 0);

  private final Workload work;
  private final Costs costs;
  private final Protocol protocol;
  private final Fleet fleet;
  private final Clockwork clock = new Clockwork();
  private final NodeModel[] nodes;
  private final Map<WorkerId, WorkerModel> workers = new HashMap<>();
  private final Map<WorkerId, Integer> places = new HashMap<>();
  private final PublisherModel publisher;
  private final Aggregation aggregation;
  private final double decide;
  private long updates;
  private double ages;
  private long decisions;
  private long decidingNanos;

  /** What has happened up to some moment. */
  private record Mark(
      double time,
      long updates,
      double ages,
      long sweeps,
      double aggregator,
      double link,
      double others) {}

  public ClusterModel(Workload work, Costs costs, Protocol protocol, Fleet fleet) {
    this.work = work;
    this.costs = costs;
    this.protocol = protocol;
    this.fleet = fleet;
    this.nodes = nodes();
    this.publisher =
        new PublisherModel(clock, costs, protocol, fleet.latency(), work.pullStride(), nodes);
    this.decide = costs.decide() + costs.decideChain() * fleet.allChains();
    Objective objective =
        new HollowObjective(Layout.empty(), work, NO_BYTES, HollowObjective.Labour.NONE);
    RunSettings run =
        new RunSettings(
            work.mode(),
            fleet.allChains(),
            fleet.allDataWorkers(),
            work.staleness(),
            Long.MAX_VALUE / 2,
            0,
            Optional.empty(),
            Map.of());
    SnapshotStore store = new SnapshotStore(objective.layout(), false);
    SumsPool pool = new SumsPool(objective.phases());
    Snapshot first = Aggregation.publishFirst(objective, Optional.empty(), store);
    this.aggregation =
        new Aggregation(objective, run, sites(), Optional.empty(), first, store, pool, this);
    start(objective);
  }

  private Sites sites() {
    return new Sites() {
      @Override
      public int count() {
        return nodes.length;
      }

      @Override
      public int of(WorkerId worker) {
        return places.get(worker);
      }

      @Override
      public int threads(int site) {
        return fleet.cores();
      }

      @Override
      public boolean lags(int site) {
        return site > 0 && work.pullStride() > 1;
      }

      @Override
      public boolean moves() {
        return true;
      }
    };
  }

  private NodeModel[] nodes() {
    NodeModel[] all = new NodeModel[fleet.nodes()];
    Cpu shared = fleet.sharedCores() > 0 ? new Cpu(clock, fleet.sharedCores()) : null;
    for (int n = 0; n < all.length; n++) {
      Cpu cpu = new Cpu(clock, fleet.cores());
      all[n] =
          new NodeModel(
              cpu, shared == null ? cpu : shared, new NetworkLink(fleet.bytesPerSecond()));
    }
    return all;
  }

  private void start(Objective objective) {
    int chain = 0;
    int dataWorker = 0;
    for (int n = 0; n < nodes.length; n++) {
      for (int k = 0; k < fleet.chains()[n]; k++) {
        int particles = Division.count(work.particles(), fleet.allChains(), chain);
        start(new WorkerId(CHAINS, chain++), n, particles, objective);
      }
      for (int k = 0; k < fleet.dataWorkers()[n]; k++) {
        start(WorkerId.dataWorker(dataWorker++), n, 0, objective);
      }
    }
    for (WorkerId worker : List.copyOf(workers.keySet())) {
      aggregation.receive(new FromWorker.Ready(worker, 0));
    }
  }

  private void start(WorkerId id, int node, int particles, Objective objective) {
    places.put(id, node);
    workers.put(
        id,
        new WorkerModel(
            id,
            nodes[node],
            costs,
            work.steps(),
            particles,
            objective.phases().get(id.isDataWorker() ? 0 : CHAINS).newSums(),
            this::contribute));
  }

  /** A training's steady state, from a fifth of so many updates on. */
  public Forecast run(long until) {
    runTo(until / 5);
    Mark from = mark();
    runTo(until);
    Mark to = mark();
    double time = to.time() - from.time();
    double made = to.updates() - from.updates();
    double cores = nodes[0].engine.cores();
    return new Forecast(
        made / time,
        (to.ages() - from.ages()) / made,
        (to.sweeps() - from.sweeps()) / made / work.particles() / work.steps(),
        (to.aggregator() - from.aggregator()) / time / cores,
        (to.link() - from.link()) / time,
        nodes.length == 1 ? 0 : (to.others() - from.others()) / time / cores / (nodes.length - 1));
  }

  private void runTo(long update) {
    while (updates < update) {
      clock.step();
    }
  }

  private Mark mark() {
    double others = 0;
    for (int n = 1; n < nodes.length; n++) {
      others += nodes[n].engine.busy();
    }
    return new Mark(
        clock.now(),
        updates,
        ages,
        aggregation.progress().particleSweeps(),
        nodes[0].engine.busy(),
        nodes[0].link.busy(),
        others);
  }

  private boolean isHere(NodeModel node) {
    return node == nodes[0];
  }

  /** Through the worker's voice, the network and its host. */
  @Override
  public void send(WorkerId to, ToWorker message) {
    WorkerModel worker = workers.get(to);
    long needed = work.mode() == Mode.LOCKSTEP ? updates : 0;
    Runnable heard = () -> worker.node().when(needed, () -> worker.receive(message));
    if (isHere(worker.node())) {
      nodes[0].network.urgent(costs.localMessage(), heard);
    } else {
      nodes[0].network.urgent(
          costs.message(),
          () -> {
            double there =
                nodes[0].link.carry(
                    clock.now(), CONTROL_BYTES, fleet.latency(), worker.node().link);
            clock.at(there, () -> worker.node().network.urgent(costs.message(), heard));
          });
    }
  }

  private void contribute(NodeModel from, FromWorker message, int states) {
    Runnable arrived = () -> nodes[0].engine.urgent(decide, () -> hear(message));
    if (isHere(from) && protocol.bypass()) {
      arrived.run();
      return;
    }
    boolean ofCases = message.worker().isDataWorker();
    double encoding = states * (ofCases ? costs.encodeCase() : costs.encodeParticle());
    double decoding = states * (ofCases ? costs.decodeCase() : costs.decodeParticle());
    double bytes =
        protocol.frameBytes()
            + states * (ofCases ? protocol.caseBytes() : protocol.particleBytes());
    from.network.urgent(
        encoding + bytes * costs.sendByte(),
        () -> {
          double there =
              isHere(from)
                  ? clock.now()
                  : from.link.carry(clock.now(), bytes, fleet.latency(), nodes[0].link);
          clock.at(
              there,
              () ->
                  nodes[0].network.urgent(
                      bytes * costs.receiveByte(),
                      () -> nodes[0].engine.urgent(decoding, arrived)));
        });
  }

  private void hear(FromWorker message) {
    long start = System.nanoTime();
    aggregation.receive(message);
    decidingNanos += System.nanoTime() - start;
    decisions++;
  }

  /** Real seconds that the engine's decisions have taken so far, for each word of a worker. */
  public double secondsPerDecision() {
    return 1e-9 * decidingNanos / decisions;
  }

  /** All cores of the aggregator's node, before anything else. */
  @Override
  public boolean make(DividedUpdate update) {
    long states = ((HollowUpdate) update).states();
    int cores = nodes[0].engine.cores();
    double seconds = (costs.update() + states * costs.updateState()) / cores;
    int[] left = {cores};
    for (int core = 0; core < cores; core++) {
      nodes[0].engine.urgent(
          seconds,
          () -> {
            if (--left[0] == 0) {
              aggregation.made();
            }
          });
    }
    return cores > 1;
  }

  @Override
  public void updated(boolean endOfPass) {
    Progress progress = aggregation.progress();
    updates = progress.done();
    ages += progress.meanStaleness();
    publisher.published(updates);
  }

  @Override
  public void save(Checkpoint checkpoint) {
    throw new AssertionError("there are no checkpoints");
  }

  @Override
  public void drawn(List<Particles> particles) {}

  @Override
  public void finished(Outcome outcome) {
    throw new AssertionError(outcome.reason());
  }
}
