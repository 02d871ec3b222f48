package dev.reverie.benchmark.scale.model;

import dev.reverie.run.Mode;
import java.util.Arrays;

/**
 * The nodes; the first one has the aggregator.
 *
 * @param cores of each node
 * @param chains on each node
 * @param dataWorkers on each node
 * @param bytesPerSecond of each node's link, in and out; infinite for none
 * @param latency of a message from node to node, in seconds
 * @param sharedCores cores that all nodes' networking shares while their sweeps take none, as
 *     timers on one machine do; 0 where each node's cores do all of its work
 */
public record Fleet(
    int cores,
    int[] chains,
    int[] dataWorkers,
    double bytesPerSecond,
    double latency,
    int sharedCores) {

  /**
   * Some chains and a data worker for each core that there is work for, placed as the engine does:
   * where nobody waits, data workers stay with the aggregator as long as its cores are enough for
   * them, and chains then take the less of these.
   */
  public static Fleet placed(
      int nodes,
      int cores,
      int chainsOfCore,
      Workload work,
      double bytesPerSecond,
      double latency) {
    double data = work.dataShare() * nodes;
    boolean stays = work.mode() == Mode.ASYNC && data <= 1 && nodes > 1;
    int chains = Math.min(nodes * cores * chainsOfCore, work.particles());
    int dataWorkers = Math.min(nodes * cores, work.batch());
    return new Fleet(
        cores,
        spread(chains, nodes, stays ? 1 - data : 1),
        stays ? first(dataWorkers, nodes) : spread(dataWorkers, nodes, 1),
        bytesPerSecond,
        latency,
        0);
  }

  private static int[] first(int all, int nodes) {
    int[] each = new int[nodes];
    each[0] = all;
    return each;
  }

  /**
   * @param first what the first node gets in comparison with the others
   */
  private static int[] spread(int all, int nodes, double first) {
    int[] each = new int[nodes];
    each[0] = nodes == 1 ? all : (int) Math.floor(all * first / (nodes - 1 + first));
    for (int n = 0; n < all - each[0]; n++) {
      each[nodes - 1 - n % (nodes - 1)]++;
    }
    return each;
  }

  int nodes() {
    return chains.length;
  }

  int allChains() {
    return Arrays.stream(chains).sum();
  }

  int allDataWorkers() {
    return Arrays.stream(dataWorkers).sum();
  }
}
