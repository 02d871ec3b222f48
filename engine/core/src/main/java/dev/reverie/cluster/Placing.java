package dev.reverie.cluster;

import dev.reverie.phase.Objective;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.DataShare;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which host carries which worker: each worker has its own order of hosts ({@link Rendezvous}), and
 * goes to the first one that is not full. A host is full with its share of the workers of a phase,
 * rounded up, by its cores; so that few workers are spread evenly too (rendezvous hashing with
 * bounded loads: Mirrokni, Thorup and Zadimoghaddam 2018). A function of the hosts that there are,
 * whatever came before.
 *
 * <p>Where nobody waits, data workers stay on the aggregator's node as long as half of its cores is
 * enough for them, and chains then take the less of it: sums over data are the largest thing that a
 * node elsewhere would send. The other half is for updates, and for chains that are in time.
 */
final class Placing {
  /** Most of the aggregator's node that is for data. */
  private static final double MOST = 0.5;

  private final double data;

  /**
   * A host.
   *
   * @param name unique
   * @param cores that it computes with
   * @param near whether it is on the aggregator's node
   */
  record Host(String name, int cores, boolean near) {}

  /**
   * @param data share of data in all work that may stay on one node; 1 to spread it always
   */
  Placing(double data) {
    this.data = data;
  }

  /** For a training. */
  static Placing of(Objective objective, RunSettings run) {
    return new Placing(run.mode() == Mode.LOCKSTEP ? 1 : DataShare.of(objective));
  }

  /**
   * A place for each worker; for none where there are no hosts.
   *
   * @param <H> a host
   */
  <H> Map<WorkerId, H> place(List<WorkerId> workers, Map<H, Host> hosts) {
    Map<WorkerId, H> places = new LinkedHashMap<>();
    Map<Integer, List<WorkerId>> phases = new LinkedHashMap<>();
    workers.forEach(
        worker -> phases.computeIfAbsent(worker.phase(), phase -> new ArrayList<>()).add(worker));
    phases.forEach(
        (phase, ofPhase) -> {
          if (!hosts.isEmpty()) {
            places.putAll(spread(ofPhase, hosts, weights(phase == WorkerId.DATA, hosts)));
          }
        });
    return places;
  }

  /** How much of a phase each host is to carry, relative to others. */
  private <H> Map<H, Double> weights(boolean ofData, Map<H, Host> hosts) {
    double all = hosts.values().stream().mapToInt(Host::cores).sum();
    Map<H, Double> weights = new HashMap<>();
    boolean stays =
        hosts.values().stream().anyMatch(host -> host.near() && MOST * host.cores() >= data * all);
    hosts.forEach(
        (host, it) -> {
          double cores = it.cores();
          if (stays && hosts.size() > 1) {
            double staying = it.near() ? data * all : 0;
            cores = ofData ? staying : cores - staying;
          }
          if (cores > 0) {
            weights.put(host, cores);
          }
        });
    return weights;
  }

  private static <H> Map<WorkerId, H> spread(
      List<WorkerId> workers, Map<H, Host> hosts, Map<H, Double> weights) {
    double all = weights.values().stream().mapToDouble(weight -> weight).sum();
    Map<H, Integer> room = new HashMap<>();
    weights.forEach(
        (host, weight) -> room.put(host, (int) Math.ceil(workers.size() * weight / all - 1e-9)));
    Map<WorkerId, H> places = new LinkedHashMap<>();
    for (WorkerId worker : workers) {
      H best = null;
      double most = 0;
      for (Map.Entry<H, Double> host : weights.entrySet()) {
        String name = hosts.get(host.getKey()).name();
        double score = Rendezvous.score(name, host.getValue(), worker);
        if (room.get(host.getKey()) > 0 && score > most) {
          most = score;
          best = host.getKey();
        }
      }
      room.merge(best, -1, Integer::sum);
      places.put(worker, best);
    }
    return places;
  }
}
