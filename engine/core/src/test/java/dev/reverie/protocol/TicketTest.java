package dev.reverie.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TicketTest {
  /** As many items in every batch. */
  private record Items(int count) implements BatchPhase {
    @Override
    public String name() {
      return "items";
    }

    @Override
    public int sign() {
      return 1;
    }

    @Override
    public Sums newSums() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int items(long batch) {
      return count;
    }

    @Override
    public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void shouldShareTheItemsOfEveryPhase() {
    for (int others : new int[] {1, 7, 10, 11, 1000}) {
      List<BatchPhase> phases = List.of(new Items(10), new Items(others));
      int next = 0;
      for (int from = 0; from < 10; from += 3) {
        Ticket ticket = new Ticket(4, from, Math.min(from + 3, 10));
        assertEquals(ticket.items(), ticket.itemsOf(phases, 0));
        assertEquals(ticket.from(), ticket.fromOf(phases, 0));
        assertEquals(next, ticket.fromOf(phases, 1));
        next = ticket.toOf(phases, 1);
      }
      assertEquals(others, next, "items of the other phase");
    }
  }

  @Test
  void shouldComeInTheOrderOfTheData() {
    Ticket first = new Ticket(1, 5, 10);
    Ticket second = new Ticket(2, 0, 5);
    Ticket third = new Ticket(2, 5, 6);
    assertEquals(
        List.of(first, second, third), List.copyOf(new TreeSet<>(List.of(third, first, second))));
  }
}
