package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reverie.phase.BatchPhase;
import dev.reverie.protocol.Ticket;
import dev.reverie.simulation.CountingObjective;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passes of three batches, of 10, 10 and 4 items; a run of 6 batches. */
class TicketSourceTest {
  private static final long BATCHES = 6;

  private final BatchPhase phase =
      (BatchPhase) new CountingObjective(10, 4, 3, 0, 1).phases().get(0);

  private TicketSource source(int shares) {
    return new TicketSource(phase, shares, BATCHES, 0, 0, List.of());
  }

  private TicketSource resumed(int shares, long updates, long frontier, Ticket... consumed) {
    return new TicketSource(phase, shares, BATCHES, updates, frontier, List.of(consumed));
  }

  private static List<Ticket> takeAll(TicketSource source, long last) {
    List<Ticket> tickets = new ArrayList<>();
    for (Ticket next = source.take(last); next != null; next = source.take(last)) {
      tickets.add(next);
    }
    return tickets;
  }

  @Test
  void shouldHandOutEveryItemOnce() {
    assertEquals(
        List.of(
            new Ticket(0, 0, 3),
            new Ticket(0, 3, 6),
            new Ticket(0, 6, 10),
            new Ticket(1, 0, 3),
            new Ticket(1, 3, 6),
            new Ticket(1, 6, 10),
            new Ticket(2, 0, 1),
            new Ticket(2, 1, 2),
            new Ticket(2, 2, 4)),
        takeAll(source(3), 2));
  }

  @Test
  void shouldLeaveOutSharesWithoutItems() {
    assertEquals(4, takeAll(source(7), 2).stream().filter(t -> t.batch() == 2).count());
  }

  @Test
  void shouldHandOutNothingBeyondTheLastBatch() {
    TicketSource source = source(1);
    assertEquals(2, takeAll(source, 1).size());
    assertNull(source.take(1));
    assertEquals(new Ticket(2, 0, 4), source.take(2));
    assertEquals(3, takeAll(source, 100).size(), "the run ends after " + BATCHES);
  }

  @Test
  void shouldHandOutAgainWhatIsGivenBack() {
    TicketSource source = source(2);
    Ticket first = source.take(1);
    source.giveBack(first);
    assertEquals(first, source.take(1), "before all others");
    assertEquals(3, takeAll(source, 1).size());
    source.giveBack(first);
    assertEquals(List.of(first), takeAll(source, 1));
  }

  @Test
  void shouldMoveTheFrontierOverCompleteBatches() {
    TicketSource source = source(2);
    List<Ticket> tickets = takeAll(source, 2);
    source.consumed(tickets.get(2));
    source.consumed(tickets.get(3));
    source.consumed(tickets.get(1));
    assertEquals(0, source.frontier());
    assertEquals(List.of(tickets.get(1), tickets.get(2), tickets.get(3)), source.beyondFrontier());
    source.consumed(tickets.get(0));
    assertEquals(2, source.frontier());
    assertEquals(List.of(), source.beyondFrontier());
    source.consumed(tickets.get(5));
    source.consumed(tickets.get(4));
    assertEquals(3, source.frontier(), "after the short batch");
  }

  @Test
  void shouldCountWhatUpdatesHaveLeftOver() {
    TicketSource source = source(2);
    takeAll(source, 1).forEach(source::consumed);
    source.updated(10);
    assertEquals(10, source.surplus());
    source.updated(10);
    assertEquals(0, source.surplus());
  }

  @Test
  void shouldHandOutTheRestAfterAResume() {
    TicketSource source =
        resumed(2, 2, 1, new Ticket(1, 2, 4), new Ticket(1, 7, 10), new Ticket(2, 0, 1));
    assertEquals(
        List.of(
            new Ticket(1, 0, 2),
            new Ticket(1, 4, 7),
            new Ticket(2, 1, 4),
            new Ticket(3, 0, 5),
            new Ticket(3, 5, 10)),
        takeAll(source, 3));
  }

  @Test
  void shouldHandOutTheRestOfALaterBatchNoSooner() {
    TicketSource source = resumed(1, 1, 1, new Ticket(2, 0, 1));
    assertEquals(List.of(new Ticket(1, 0, 10)), takeAll(source, 1));
    assertEquals(List.of(new Ticket(2, 1, 4)), takeAll(source, 2));
  }

  @Test
  void shouldCountWhatWasLeftOverBeforeAResume() {
    assertEquals(1, resumed(1, 2, 2, new Ticket(2, 0, 1)).surplus());
    assertEquals(-1, resumed(1, 2, 1, new Ticket(1, 0, 8), new Ticket(2, 0, 1)).surplus());
    assertEquals(10 + 4, resumed(1, 1, 3).surplus());
    assertEquals(0, resumed(1, 5, 5).surplus());
  }

  @Test
  void shouldCompleteABatchThatWasConsumedInPartBeforeAResume() {
    TicketSource source = resumed(3, 1, 1, new Ticket(1, 2, 10));
    source.consumed(source.take(1));
    assertEquals(2, source.frontier());
    assertEquals(List.of(), source.beyondFrontier());
  }
}
