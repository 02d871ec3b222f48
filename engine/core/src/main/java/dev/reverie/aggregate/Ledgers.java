package dev.reverie.aggregate;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.Ticket;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books of all phases of an objective together. */
final class Ledgers {
  private static final int DATA_AHEAD = 2;

  private final List<Phase> phases;
  private final Map<Integer, ChainLedger> chains = new LinkedHashMap<>();
  private final List<BatchPhase> batchPhases = new ArrayList<>();
  private final BatchLedger batches;
  private final Tally tally;
  private final Mixing mixing;
  private final boolean lockstep;
  private final Sites sites;

  Ledgers(
      Objective objective,
      RunSettings settings,
      Sites sites,
      Optional<Checkpoint> resumeFrom,
      Tally tally,
      SumsPool pool) {
    this.phases = objective.phases();
    this.tally = tally;
    this.lockstep = settings.staleness() == 0;
    this.sites = sites;
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < phases.size(); place++) {
      if (phases.get(place) instanceof PersistentPhase phase) {
        int count = Math.min(settings.chains(), phase.particles());
        long updates = resumeFrom.map(Checkpoint::updates).orElse(0L);
        chains.put(
            place, new ChainLedger(place, phase, count, lockstep, updates, sites, tally, pool));
      } else {
        batchPhases.add((BatchPhase) phases.get(place));
        places.add(place);
      }
    }
    this.batches =
        batchPhases.isEmpty()
            ? null
            : new BatchLedger(
                batchPhases,
                places,
                tickets(settings, resumeFrom),
                settings.dataWorkers(),
                Math.min(DATA_AHEAD, settings.staleness()),
                tally,
                pool);
    this.mixing =
        chains.isEmpty() ? null : new Mixing(chains.values().iterator().next().observed().length);
  }

  private TicketSource tickets(RunSettings settings, Optional<Checkpoint> resumeFrom) {
    return new TicketSource(
        batchPhases.get(0),
        settings.dataWorkers(),
        settings.updates(),
        resumeFrom.map(Checkpoint::updates).orElse(0L),
        resumeFrom.map(Checkpoint::frontier).orElse(0L),
        resumeFrom.map(Checkpoint::consumed).orElse(List.of()));
  }

  /** By the phase's place among all phases. */
  Map<Integer, ChainLedger> chains() {
    return chains;
  }

  void receive(FromWorker message, Version now, int staleness, Outbox outbox) {
    if (message instanceof FromWorker.ChainContribution contribution) {
      chains.get(message.worker().phase()).accept(contribution, now, staleness, outbox);
    } else if (message instanceof FromWorker.BatchContribution contribution) {
      batches.accept(contribution, now, staleness, outbox);
    } else if (message.worker().isDataWorker()) {
      batches.ready(message.worker(), message.incarnation(), outbox);
    } else {
      chains.get(message.worker().phase()).ready(message.worker(), message.incarnation(), outbox);
    }
  }

  boolean isDue(Version now, int staleness) {
    boolean due = batches == null || batches.isDue(now, staleness);
    for (ChainLedger ledger : chains.values()) {
      due &= ledger.isDue(now, staleness);
    }
    return due;
  }

  /** What the update at hand is made of, in the phases' order. */
  List<PhaseStatistics> take(Version now, int staleness) {
    if (batches != null) {
      batches.take(now);
    }
    List<PhaseStatistics> statistics = new ArrayList<>(phases.size());
    int batchPlace = 0;
    for (int place = 0; place < phases.size(); place++) {
      ChainLedger ledger = chains.get(place);
      statistics.add(
          ledger != null ? ledger.take(now, staleness) : batches.statistics(batchPlace++));
    }
    return statistics;
  }

  /** The update has been made of what was taken, which nobody reads any more. */
  void updated() {
    if (batches != null) {
      batches.recycleTaken();
    }
    for (ChainLedger ledger : chains.values()) {
      ledger.updated();
    }
    if (mixing != null) {
      mixing.add(chains.values().iterator().next().observed());
    }
    tally.updated();
  }

  /**
   * Lets workers go on: data workers ahead of the updates, chains only where no data worker of
   * their node has anything to do and fewer of its chains than threads are at work.
   */
  void grant(Version now, Outbox outbox) {
    for (ChainLedger ledger : chains.values()) {
      ledger.grant(now, outbox);
    }
    grantData(now.number(), outbox);
    if (!lockstep) {
      grantAhead(now, outbox);
    }
  }

  private void grantAhead(Version now, Outbox outbox) {
    FreeThreads free = new FreeThreads(sites);
    if (batches != null) {
      batches.occupy(free);
    }
    chains.values().forEach(ledger -> ledger.occupy(free));
    chains.values().forEach(ledger -> ledger.grantAhead(free, now, outbox));
  }

  /** Lets data workers go on, ahead of the updates, and no chain. */
  void grantData(long update, Outbox outbox) {
    if (batches != null) {
      batches.grant(update, outbox);
    }
  }

  /** The smallest share of particles heard lately, over the persistent phases. */
  double heard(long update) {
    return chains.values().stream().mapToDouble(ledger -> ledger.heard(update)).min().orElse(1);
  }

  /** Of the first persistent phase's particles, in updates; NaN until it can be told. */
  double autocorrelationTime() {
    return mixing == null ? Double.NaN : mixing.autocorrelationTime();
  }

  /** All batches before this one have been consumed. */
  long frontier(long update) {
    return batches == null ? update : batches.tickets().frontier();
  }

  List<Ticket> beyondFrontier() {
    return batches == null ? List.of() : batches.tickets().beyondFrontier();
  }
}
