package dev.reverie.protocol;

import dev.reverie.phase.BatchPhase;
import java.util.List;

/**
 * A share of one batch: items {@code from} to {@code to - 1} of the first batch phase, and the same
 * share of the others. Each item of each batch is consumed by one update only.
 */
public record Ticket(long batch, int from, int to) implements Comparable<Ticket> {
  /** How many items of the first batch phase. */
  public int items() {
    return to - from;
  }

  /**
   * First item of the batch phase at that place among all batch phases; the ticket counts those of
   * the first.
   */
  public int fromOf(List<BatchPhase> phases, int place) {
    return scale(phases, place, from);
  }

  /** The item after the last one of the batch phase at that place. */
  public int toOf(List<BatchPhase> phases, int place) {
    return scale(phases, place, to);
  }

  /** Items of the batch phase at that place. */
  public int itemsOf(List<BatchPhase> phases, int place) {
    return toOf(phases, place) - fromOf(phases, place);
  }

  private int scale(List<BatchPhase> phases, int place, int item) {
    return (int) ((long) item * phases.get(place).items(batch) / phases.get(0).items(batch));
  }

  @Override
  public int compareTo(Ticket other) {
    return batch != other.batch
        ? Long.compare(batch, other.batch)
        : Integer.compare(from, other.from);
  }
}
