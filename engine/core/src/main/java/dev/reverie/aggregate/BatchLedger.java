package dev.reverie.aggregate;

import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * The batch phases' side of an update: who works on which share of which batch, and what has
 * arrived. An update takes the shares of the oldest batches that have arrived until it has the
 * items of one batch. In the order of their arrival, a short batch could be used up by the update
 * before its own, which then would have nothing.
 */
final class BatchLedger {
  private final List<BatchPhase> phases;
  private final List<Integer> places;
  private final TicketSource tickets;
  private final int runAhead;
  private final Tally tally;
  private final SumsPool pool;
  private final Entry[] workers;
  private final ArrayDeque<Entry> idle = new ArrayDeque<>();
  private final TreeMap<Ticket, BatchContribution> arrived = new TreeMap<>();
  private final List<BatchContribution> taken = new ArrayList<>();
  private long arrivedItems;

  /**
   * @param places of the batch phases among all phases
   * @param runAhead batches that may be worked on before the update that needs them is the next one
   */
  BatchLedger(
      List<BatchPhase> phases,
      List<Integer> places,
      TicketSource tickets,
      int workers,
      int runAhead,
      Tally tally,
      SumsPool pool) {
    this.phases = phases;
    this.places = places;
    this.tickets = tickets;
    this.runAhead = runAhead;
    this.tally = tally;
    this.pool = pool;
    this.workers = new Entry[workers];
    for (int index = 0; index < workers; index++) {
      this.workers[index] = new Entry(WorkerId.dataWorker(index));
    }
  }

  TicketSource tickets() {
    return tickets;
  }

  void ready(WorkerId worker, int incarnation, Outbox outbox) {
    Entry entry = workers[worker.index()];
    if (incarnation < entry.incarnation) {
      tally.repeated++;
    } else if (incarnation > entry.incarnation) {
      if (entry.ticket != null) {
        tickets.giveBack(entry.ticket);
        entry.ticket = null;
      }
      tally.restarts += entry.incarnation >= 0 ? 1 : 0;
      entry.incarnation = incarnation;
      entry.sequence = 0;
      idle.remove(entry);
      idle.add(entry);
    } else {
      tally.repeated++;
      entry.repeat(outbox);
    }
  }

  void accept(BatchContribution contribution, Version now, int staleness, Outbox outbox) {
    Entry entry = workers[contribution.worker().index()];
    if (contribution.incarnation() != entry.incarnation
        || entry.ticket == null
        || contribution.sequence() != entry.sequence) {
      tally.repeated++;
      if (contribution.incarnation() == entry.incarnation) {
        entry.repeat(outbox);
      }
      return;
    }
    entry.ticket = null;
    if (contribution.version().epoch() != now.epoch()
        || now.number() - contribution.version().number() > staleness) {
      idle.addFirst(entry);
      drop(contribution);
    } else {
      idle.add(entry);
      arrived.put(contribution.ticket(), contribution);
      arrivedItems += contribution.ticket().items();
    }
  }

  private void drop(BatchContribution contribution) {
    tally.late++;
    tickets.giveBack(contribution.ticket());
    recycle(contribution);
  }

  /** Gives out as many shares as there are idle workers and batches that may be begun. */
  void grant(long update, Outbox outbox) {
    while (!idle.isEmpty()) {
      Ticket ticket = tickets.take(update + runAhead);
      if (ticket == null) {
        return;
      }
      Entry entry = idle.poll();
      entry.ticket = ticket;
      entry.sequence++;
      entry.repeat(outbox);
    }
  }

  /** Tells where data workers have something to do. */
  void occupy(FreeThreads free) {
    for (Entry worker : workers) {
      if (worker.ticket != null) {
        free.hasData(worker.id);
      }
    }
  }

  /**
   * Whether the update that follows {@code update} others has its items; drops what has become too
   * old.
   */
  boolean isDue(Version now, int staleness) {
    Iterator<BatchContribution> all = arrived.values().iterator();
    while (all.hasNext()) {
      BatchContribution contribution = all.next();
      if (now.number() - contribution.version().number() > staleness) {
        all.remove();
        arrivedItems -= contribution.ticket().items();
        drop(contribution);
      }
    }
    return !arrived.isEmpty()
        && tickets.surplus() + arrivedItems >= phases.get(0).items(now.number());
  }

  /**
   * Takes the items of one update; their sums are to be recycled by {@link #recycleTaken} after
   * use.
   */
  void take(Version now) {
    int needed = phases.get(0).items(now.number());
    do {
      BatchContribution next = arrived.pollFirstEntry().getValue();
      arrivedItems -= next.ticket().items();
      tickets.consumed(next.ticket());
      taken.add(next);
      tally.cases += next.ticket().items();
      tally.aged(now.number() - next.version().number(), next.ticket().items());
    } while (tickets.surplus() < needed && !arrived.isEmpty());
    tickets.updated(needed);
  }

  /** What has been taken, for the batch phase at that place among the batch phases. */
  PhaseStatistics statistics(int place) {
    List<Sums> parts = new ArrayList<>(taken.size());
    long count = 0;
    for (BatchContribution contribution : taken) {
      parts.add(contribution.sums().get(place));
      count += contribution.ticket().itemsOf(phases, place);
    }
    return new PhaseStatistics(phases.get(place), parts, count);
  }

  void recycleTaken() {
    taken.forEach(this::recycle);
    taken.clear();
  }

  private void recycle(BatchContribution contribution) {
    for (int place = 0; place < phases.size(); place++) {
      pool.giveBack(places.get(place), contribution.sums().get(place));
    }
  }

  /** One data worker. */
  private static final class Entry {
    private final WorkerId id;
    private int incarnation = -1;
    private long sequence;
    private Ticket ticket;

    Entry(WorkerId id) {
      this.id = id;
    }

    void repeat(Outbox outbox) {
      if (ticket != null) {
        outbox.send(id, new ToWorker.Take(incarnation, sequence, ticket));
      }
    }
  }
}
