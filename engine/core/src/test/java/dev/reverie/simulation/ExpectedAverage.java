package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.WorkerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the averages over particles must be made of, told from the messages that reach the
 * aggregator: of each chain the newest contribution of its newest incarnation that came within the
 * bound, unless it has become too old; and not before as many particles have been swept as there
 * are.
 */
final class ExpectedAverage {
  private final int staleness;
  private final Map<WorkerId, Integer> incarnations = new HashMap<>();
  private final Set<Heard> heard = new HashSet<>();
  private final Map<WorkerId, ChainContribution> newest = new HashMap<>();
  private final Map<Integer, Integer> sweeps = new HashMap<>();
  private final TreeMap<Integer, Long> arrivals = new TreeMap<>();

  private record Heard(WorkerId worker, int incarnation, long sequence) {}

  ExpectedAverage(int staleness) {
    this.staleness = staleness;
  }

  /** A message reaches the aggregator while a version is the newest. */
  void delivered(FromWorker message, Version now) {
    WorkerId worker = message.worker();
    if (message instanceof FromWorker.Ready) {
      incarnations.merge(worker, message.incarnation(), Math::max);
    } else if (message instanceof ChainContribution contribution
        && contribution.incarnation() == incarnations.get(worker)
        && heard.add(new Heard(worker, contribution.incarnation(), contribution.sequence()))
        && isFresh(contribution, now.number())) {
      assertEquals(now.epoch(), contribution.version().epoch(), "epoch of " + contribution);
      newest.put(worker, contribution);
      arrivals.merge(worker.index(), 1L, Long::sum);
      sweeps.merge(worker.phase(), particles(contribution.sums()), Integer::sum);
    }
  }

  /** Contributions that were accepted, by the chain's number. */
  TreeMap<Integer, Long> arrivals() {
    return arrivals;
  }

  private static int particles(Sums sums) {
    return ((WatchedSums) sums).whole().size();
  }

  private boolean isFresh(ChainContribution contribution, long update) {
    return update - contribution.version().number() <= staleness;
  }

  /** An update is made of these statistics of the phase at that place. */
  void require(int place, long update, PhaseStatistics statistics) {
    Set<Sums> expected = new HashSet<>();
    newest.forEach(
        (worker, contribution) -> {
          if (worker.phase() == place && isFresh(contribution, update)) {
            expected.add(contribution.sums());
          }
        });
    assertEquals(expected, Set.copyOf(statistics.parts()), "the newest of each chain");
    int particles = ((PersistentPhase) statistics.phase()).particles();
    int left = sweeps.merge(place, -particles, Integer::sum);
    assertTrue(left >= 0, "too few sweeps: " + left);
    boolean[] taken = new boolean[particles];
    int count = 0;
    for (Sums part : statistics.parts()) {
      WatchedSums.Slice slice = ((WatchedSums) part).whole();
      long age = update - slice.version().number();
      assertTrue(age >= 0 && age <= staleness, "age=" + age);
      for (int particle = slice.from(); particle < slice.to(); particle++) {
        assertTrue(!taken[particle], "particle " + particle + " is taken twice");
        taken[particle] = true;
        count++;
      }
    }
    assertEquals(count, statistics.count(), "count");
    if (staleness == 0) {
      assertEquals(particles, count, "particles in lock-step");
    }
  }
}
