package dev.reverie.aggregate;

import dev.reverie.phase.BatchPhase;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Hands out each item of each batch once, and knows which have been consumed. */
final class TicketSource {
  private final BatchPhase lead;
  private final int shares;
  private final long batches;
  private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  private final TreeSet<Ticket> consumed = new TreeSet<>();
  private long frontier;
  private long next;
  private long surplus;

  /**
   * @param shares tickets that a batch is cut into
   * @param batches batches of the whole run
   * @param updates updates made so far, each of which needed the items of one batch
   * @param frontier all batches before this one have been consumed
   * @param consumed tickets of later batches that have been consumed
   */
  TicketSource(
      BatchPhase lead,
      int shares,
      long batches,
      long updates,
      long frontier,
      Collection<Ticket> consumed) {
    this.lead = lead;
    this.shares = shares;
    this.batches = batches;
    this.frontier = frontier;
    this.next = frontier;
    for (long batch = updates; batch < frontier; batch++) {
      surplus += lead.items(batch);
    }
    for (long batch = frontier; batch < updates; batch++) {
      surplus -= lead.items(batch);
    }
    TreeSet<Ticket> earlier = new TreeSet<>(consumed);
    while (!earlier.isEmpty() && next <= earlier.last().batch()) {
      queueRest(next, earlier);
      next++;
    }
    for (Ticket ticket : earlier) {
      consumed(ticket);
    }
  }

  /** Queues what a partly consumed batch leaves. */
  private void queueRest(long batch, TreeSet<Ticket> earlier) {
    int from = 0;
    for (Ticket ticket : earlier) {
      if (ticket.batch() == batch) {
        queue(batch, from, ticket.from());
        from = ticket.to();
      }
    }
    queue(batch, from, lead.items(batch));
  }

  private void queue(long batch, int from, int to) {
    if (to > from) {
      waiting.add(new Ticket(batch, from, to));
    }
  }

  /** The next ticket of a batch up to {@code last}; null when there is none for now. */
  Ticket take(long last) {
    while (waiting.isEmpty() && next <= last && next < batches) {
      for (int share = 0; share < shares; share++) {
        int items = lead.items(next);
        queue(next, Division.first(items, shares, share), Division.first(items, shares, share + 1));
      }
      next++;
    }
    Ticket first = waiting.peek();
    return first == null || first.batch() > last ? null : waiting.poll();
  }

  /** A ticket whose work was lost or came too late is to be done again. */
  void giveBack(Ticket ticket) {
    waiting.addFirst(ticket);
  }

  /** The work of a ticket is part of an update. */
  void consumed(Ticket ticket) {
    surplus += ticket.items();
    consumed.add(ticket);
    while (isComplete(frontier)) {
      long complete = frontier;
      consumed.removeIf(done -> done.batch() == complete);
      frontier++;
    }
  }

  private boolean isComplete(long batch) {
    int items = 0;
    for (Ticket ticket : consumed) {
      if (ticket.batch() > batch) {
        break;
      }
      items += ticket.items();
    }
    return items > 0 && items == lead.items(batch);
  }

  /** Items consumed beyond those that the updates so far needed. */
  long surplus() {
    return surplus;
  }

  /** An update has been made that needed so many items. */
  void updated(int items) {
    surplus -= items;
  }

  /** All batches before this one have been consumed. */
  long frontier() {
    return frontier;
  }

  /** Tickets of later batches that have been consumed. */
  List<Ticket> beyondFrontier() {
    return new ArrayList<>(consumed);
  }
}
