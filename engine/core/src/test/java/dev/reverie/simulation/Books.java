package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.Ticket;
import dev.reverie.run.RunSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A test's own books of a run, which hold every update and every reading of a snapshot against what
 * must be.
 */
public final class Books {
  private final List<Phase> phases;
  private final RunSettings settings;
  private final List<BatchPhase> batchPhases = new ArrayList<>();
  private final ExpectedAverage averages;
  private final Consumption consumption;
  private final Map<Long, Integer> published = new HashMap<>();
  private final Map<Integer, TreeMap<Long, Long>> ages = new HashMap<>();
  private long updates;

  /**
   * @param earlier what updates before this run have consumed
   */
  public Books(Objective objective, RunSettings settings, long updates, Consumption earlier) {
    this.phases = objective.phases();
    this.settings = settings;
    this.updates = updates;
    this.averages = new ExpectedAverage(settings.staleness());
    phases.stream()
        .filter(phase -> phase instanceof BatchPhase)
        .forEach(phase -> batchPhases.add((BatchPhase) phase));
    this.consumption = earlier;
  }

  /** Nothing has been consumed yet. */
  public static Consumption nothing(Objective objective) {
    return objective.phases().stream()
        .filter(phase -> phase instanceof BatchPhase)
        .findFirst()
        .map(phase -> new Consumption((BatchPhase) phase))
        .orElse(null);
  }

  public void delivered(FromWorker message, Version now) {
    averages.delivered(message, now);
  }

  /** The parameters of a version are about to be published. */
  public void publishes(long number, Parameters parameters) {
    published.put(number, hash(parameters));
  }

  /**
   * A worker that reads a buffer which has been recycled finds other numbers than were published.
   */
  public void reads(Snapshot snapshot) {
    assertEquals(
        published.get(snapshot.version().number()),
        hash(snapshot.parameters()),
        "parameters of version " + snapshot.version());
  }

  /** Of some of the numbers that nodes tell each other: a recycled buffer is full of NaN. */
  private static int hash(Parameters parameters) {
    int hash = 1;
    for (Block block : parameters.layout().blocks()) {
      for (int k = 0;
          block.role() != Role.DERIVED && k < block.size();
          k += 1 + block.size() / 512) {
        float value = parameters.at(block, k / block.columns(), k % block.columns());
        hash = 31 * hash + Float.floatToIntBits(value);
      }
    }
    return hash;
  }

  /** An update is about to be made. */
  public void updates(long update, List<PhaseStatistics> made) {
    assertEquals(updates++, update, "updates made before");
    assertTrue(update < settings.updates(), "updates=" + update);
    List<Sums> lead = null;
    for (int place = 0; place < phases.size(); place++) {
      PhaseStatistics phase = made.get(place);
      age(place, update, phase);
      if (phases.get(place) instanceof PersistentPhase) {
        averages.require(place, update, phase);
      } else if (lead == null) {
        lead = phase.parts();
        lead.forEach(part -> consume(update, ((WatchedSums) part).whole()));
        requireCount(phase);
      } else {
        requireShares(lead, phase);
        requireCount(phase);
      }
    }
  }

  private void age(int place, long update, PhaseStatistics phase) {
    for (Sums part : phase.parts()) {
      WatchedSums sums = (WatchedSums) part;
      if (!sums.isEmpty()) {
        ages.computeIfAbsent(place, p -> new TreeMap<>())
            .merge(update - sums.whole().version().number(), (long) sums.whole().size(), Long::sum);
      }
    }
  }

  private void consume(long update, WatchedSums.Slice slice) {
    consumption.consume(update, slice.batch(), slice.from(), slice.to());
    long age = update - slice.version().number();
    assertTrue(age >= 0 && age <= settings.staleness(), "age=" + age);
    assertTrue(settings.staleness() > 0 || slice.batch() <= update, "batch=" + slice.batch());
  }

  private static void requireCount(PhaseStatistics phase) {
    long count = 0;
    for (Sums part : phase.parts()) {
      WatchedSums sums = (WatchedSums) part;
      count += sums.isEmpty() ? 0 : sums.whole().size();
    }
    assertEquals(count, phase.count(), "count of " + phase.phase().name());
  }

  /**
   * Every other batch phase must bring the same shares of the same batches under the same versions.
   */
  private void requireShares(List<Sums> lead, PhaseStatistics phase) {
    int place = batchPhases.indexOf((BatchPhase) phase.phase());
    for (int part = 0; part < lead.size(); part++) {
      WatchedSums.Slice first = ((WatchedSums) lead.get(part)).whole();
      Ticket ticket = new Ticket(first.batch(), first.from(), first.to());
      WatchedSums other = (WatchedSums) phase.parts().get(part);
      if (ticket.itemsOf(batchPhases, place) > 0) {
        int from = ticket.fromOf(batchPhases, place);
        int to = ticket.toOf(batchPhases, place);
        assertEquals(
            new WatchedSums.Slice(first.batch(), from, to, first.version()), other.whole());
      } else {
        assertTrue(other.isEmpty());
      }
    }
  }

  /** What a checkpoint says of the data must be what updates before it have consumed. */
  public void requireConsumed(Checkpoint checkpoint) {
    if (consumption != null) {
      consumption
          .before(checkpoint.updates())
          .requireExactly(checkpoint.frontier(), checkpoint.consumed());
    }
  }

  /** Every item of every batch of the run, and nothing else, must have been consumed. */
  public void requireAllConsumed() {
    if (consumption != null) {
      consumption.requireExactly(settings.updates(), List.of());
    }
  }

  /** What updates before this one have consumed. */
  public Consumption consumedBefore(long update) {
    return consumption == null ? null : consumption.before(update);
  }

  /** Updates made, those before the run included. */
  public long updates() {
    return updates;
  }

  /** Contributions of chains that were accepted, by the chain's number. */
  public TreeMap<Integer, Long> arrivals() {
    return averages.arrivals();
  }

  /**
   * How many statistics of the phase at that place were how many versions old when an update used
   * them.
   */
  TreeMap<Long, Long> ages(int place) {
    return ages.get(place);
  }
}
