package dev.reverie.benchmark.scale.timer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.reverie.benchmark.scale.HollowObjective;
import dev.reverie.benchmark.scale.Systems;
import dev.reverie.benchmark.scale.model.Costs;
import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.engine.EngineEvent;
import dev.reverie.parameter.Layout;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.transport.Security;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Nodes of one training with a timed core each, of which the first one has the aggregator. */
public final class TimerNodes implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long NO_END = Long.MAX_VALUE / 2;

  private final List<ActorSystem<Void>> systems = new ArrayList<>();
  private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();
  private final int nodes;

  /**
   * What was seen.
   *
   * @param chains on each node, that with the aggregator first
   * @param dataWorkers likewise
   * @param updates a second
   * @param staleness mean of what was told now and then
   */
  public record Seen(int[] chains, int[] dataWorkers, double updates, double staleness) {}

  /**
   * @param workers chains, and data workers, of all nodes together
   * @param folder for the checkpoints
   */
  public TimerNodes(
      int nodes,
      int workers,
      Workload work,
      Costs costs,
      Layout layout,
      HollowObjective.Sizes sizes,
      Path folder) {
    this.nodes = nodes;
    RunSettings run =
        new RunSettings(
            work.mode(),
            Math.min(workers, work.particles()),
            Math.min(workers, work.batch()),
            work.staleness(),
            NO_END,
            0,
            Optional.of(folder),
            Map.of());
    for (int n = 0; n < nodes; n++) {
      ActorSystem<Void> system = Systems.start("timers", 1);
      systems.add(system);
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(Cluster.get(systems.get(0)).selfMember().address()));
      HollowObjective objective = new HollowObjective(layout, work, sizes, new TimedCore(costs));
      ActorRef<NodeEvent> listener =
          system.systemActorOf(
              Behaviors.receiveMessage(
                  event -> {
                    events.add(event);
                    return Behaviors.same();
                  }),
              "listener",
              Props.empty());
      NodeSettings settings = new NodeSettings("node-" + n, 1, n == 0, LOOPBACK, 0, Security.NONE);
      system.systemActorOf(Node.create(settings, objective, run, listener), "node", Props.empty());
    }
  }

  /**
   * Waits until all nodes take part and have come to their pace, and looks on.
   *
   * @param seconds each of both takes
   */
  public Seen look(double seconds) throws InterruptedException {
    awaitAll();
    Progress warm = progressAfter(seconds, new ArrayList<>());
    long begin = System.nanoTime();
    List<Double> staleness = new ArrayList<>();
    Progress last = progressAfter(seconds, staleness);
    double time = (System.nanoTime() - begin) * 1e-9;
    int[][] placed = awaitAll();
    return new Seen(
        placed[0],
        placed[1],
        (last.done() - warm.done()) / time,
        staleness.stream().mapToDouble(age -> age).average().orElseThrow());
  }

  /** Chains and data workers of each node, when all have some. */
  private int[][] awaitAll() throws InterruptedException {
    while (true) {
      if (events.take() instanceof NodeEvent.Nodes told
          && told.nodes().size() == nodes
          && told.nodes().stream().allMatch(node -> node.chains() + node.dataWorkers() > 0)) {
        List<NodeEvent.NodeStatus> sorted =
            told.nodes().stream().sorted((a, b) -> number(a) - number(b)).toList();
        int[] chains = sorted.stream().mapToInt(NodeEvent.NodeStatus::chains).toArray();
        int[] data = sorted.stream().mapToInt(NodeEvent.NodeStatus::dataWorkers).toArray();
        return new int[][] {chains, data};
      }
    }
  }

  private static int number(NodeEvent.NodeStatus node) {
    return Integer.parseInt(node.name().substring("node-".length()));
  }

  /** The first one that is told after so many seconds. */
  private Progress progressAfter(double seconds, List<Double> staleness)
      throws InterruptedException {
    long begin = System.nanoTime();
    events.clear();
    while (true) {
      if (events.take() instanceof NodeEvent.Conducts conducts
          && conducts.event() instanceof EngineEvent.Advanced advanced) {
        staleness.add(advanced.progress().meanStaleness());
        if ((System.nanoTime() - begin) * 1e-9 >= seconds) {
          return advanced.progress();
        }
      }
    }
  }

  @Override
  public void close() {
    Systems.stop(systems.toArray(ActorSystem[]::new));
  }
}
