package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.phase.BatchPhase;
import dev.reverie.protocol.Ticket;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Which update has consumed which item of which batch. */
public final class Consumption {
  private static final long NONE = -1;

  private final BatchPhase phase;
  private final TreeMap<Long, long[]> updates = new TreeMap<>();

  Consumption(BatchPhase phase) {
    this.phase = phase;
  }

  /** An update consumes a share; none of its items may have been consumed before. */
  void consume(long update, long batch, int from, int to) {
    long[] items = items(batch);
    for (int item = from; item < to; item++) {
      assertEquals(
          NONE,
          items[item],
          "item " + item + " of batch " + batch + " consumed again at " + update);
      items[item] = update;
    }
  }

  private long[] items(long batch) {
    return updates.computeIfAbsent(
        batch,
        n -> {
          long[] items = new long[phase.items(n)];
          Arrays.fill(items, NONE);
          return items;
        });
  }

  Consumption copy() {
    return before(Long.MAX_VALUE);
  }

  /** What updates before this one have consumed. */
  Consumption before(long update) {
    Consumption earlier = new Consumption(phase);
    updates.forEach(
        (batch, items) -> {
          for (int item = 0; item < items.length; item++) {
            if (items[item] != NONE && items[item] < update) {
              earlier.consume(items[item], batch, item, item + 1);
            }
          }
        });
    return earlier;
  }

  /**
   * All items of batches before the frontier, and of later ones exactly these shares, must have
   * been consumed.
   */
  void requireExactly(long frontier, List<Ticket> beyond) {
    Consumption expected = new Consumption(phase);
    for (long batch = 0; batch < frontier; batch++) {
      expected.consume(0, batch, 0, phase.items(batch));
    }
    beyond.forEach(ticket -> expected.consume(0, ticket.batch(), ticket.from(), ticket.to()));
    assertEquals(expected.toString(), toString(), "what has been consumed");
  }

  /** One line a batch, one character an item. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    updates.forEach(
        (batch, items) -> {
          text.append(batch).append(' ');
          for (long update : items) {
            text.append(update == NONE ? '.' : 'x');
          }
          text.append('\n');
        });
    return text.toString();
  }
}
