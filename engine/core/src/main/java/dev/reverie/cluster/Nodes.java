package dev.reverie.cluster;

import dev.reverie.aggregate.Sites;
import dev.reverie.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes that take part, as the aggregator asks for them. Safe from any thread. */
final class Nodes implements Sites {
  private static final Site NOWHERE = new Site(0, false);

  private final boolean moves;
  private volatile Placed placed = new Placed(Map.of(), List.of());

  /**
   * @param moves whether states of chains are small enough to be kept
   */
  Nodes(boolean moves) {
    this.moves = moves;
  }

  /**
   * A node.
   *
   * @param lags whether its snapshots are some versions old by design
   */
  record Site(int threads, boolean lags) {}

  private record Placed(Map<WorkerId, Integer> sites, List<Site> all) {
    Site site(int number) {
      return number >= 0 && number < all.size() ? all.get(number) : NOWHERE;
    }
  }

  /**
   * Workers have been given places.
   *
   * @param sites of all hosts
   * @param <H> a host
   */
  <H> void placed(Map<WorkerId, H> places, Map<H, Site> sites) {
    List<H> hosts = new ArrayList<>(sites.keySet());
    Map<WorkerId, Integer> numbers = new HashMap<>();
    places.forEach((worker, host) -> numbers.put(worker, hosts.indexOf(host)));
    placed = new Placed(numbers, hosts.stream().map(sites::get).toList());
  }

  @Override
  public int count() {
    return placed.all().size();
  }

  @Override
  public int of(WorkerId worker) {
    return placed.sites().getOrDefault(worker, -1);
  }

  @Override
  public int threads(int site) {
    return placed.site(site).threads();
  }

  @Override
  public boolean lags(int site) {
    return placed.site(site).lags();
  }

  @Override
  public boolean moves() {
    return moves;
  }
}
