package dev.reverie.chain;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A worker of the data phase: works off shares of batches, each share for all batch phases under
 * one snapshot. It keeps nothing from one share to the next.
 */
final class DataPhase implements Work {
  private final WorkerId id;
  private final int incarnation;
  private final List<BatchPhase> phases;
  private final List<Integer> places;
  private final SnapshotStore store;
  private final SumsPool pool;
  private final Quantum quantum;
  private final Consumer<FromWorker> aggregator;
  private FromWorker lastSaid;
  private long sequence;
  private Ticket ticket;
  private Lease lease;
  private List<Sums> sums;
  private int phase;
  private int item;

  /** Says that it is ready. */
  DataPhase(
      WorkerId id,
      int incarnation,
      List<Phase> allPhases,
      SnapshotStore store,
      SumsPool pool,
      Quantum quantum,
      Consumer<FromWorker> aggregator) {
    this.id = id;
    this.incarnation = incarnation;
    this.phases = new ArrayList<>();
    this.places = new ArrayList<>();
    for (int place = 0; place < allPhases.size(); place++) {
      if (allPhases.get(place) instanceof BatchPhase batchPhase) {
        phases.add(batchPhase);
        places.add(place);
      }
    }
    this.store = store;
    this.pool = pool;
    this.quantum = quantum;
    this.aggregator = aggregator;
    say(new Ready(id, incarnation));
  }

  private void say(FromWorker message) {
    lastSaid = message;
    aggregator.accept(message);
  }

  @Override
  public void receive(ToWorker message) {
    if (message.incarnation() == incarnation
        && message instanceof ToWorker.Take take
        && take.sequence() == sequence + 1
        && !isBusy()) {
      sequence = take.sequence();
      ticket = take.ticket();
      phase = 0;
      item = ticket.fromOf(phases, 0);
    }
  }

  @Override
  public boolean isBusy() {
    return ticket != null;
  }

  @Override
  public void run() {
    if (lease == null) {
      lease = store.lease();
      sums = places.stream().map(pool::take).toList();
    }
    long deadline = quantum.deadline();
    do {
      runSlab(lease.snapshot());
    } while (isBusy() && !quantum.isOver(deadline));
  }

  private void runSlab(Snapshot snapshot) {
    int end = ticket.toOf(phases, phase);
    int to = Math.min(item + Quantum.SLAB, end);
    if (to > item) {
      phases.get(phase).contribute(snapshot, ticket.batch(), item, to, sums.get(phase));
    }
    item = to;
    if (item == end) {
      phase++;
      if (phase == phases.size()) {
        contribute(snapshot);
      } else {
        item = ticket.fromOf(phases, phase);
      }
    }
  }

  private void contribute(Snapshot snapshot) {
    for (int k = 0; k < phases.size(); k++) {
      sums.get(k).requireFinite(phases.get(k).name());
    }
    BatchContribution contribution =
        new BatchContribution(id, incarnation, sequence, ticket, snapshot.version(), sums);
    ticket = null;
    sums = null;
    lease.close();
    lease = null;
    say(contribution);
  }

  @Override
  public void remind() {
    if (!isBusy()) {
      aggregator.accept(lastSaid);
    }
  }

  @Override
  public void abandon() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
