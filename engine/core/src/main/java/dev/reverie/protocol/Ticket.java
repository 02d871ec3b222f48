package dev.reverie.protocol;

/**
 * A share of one batch: items {@code from} to {@code to - 1} of the first batch phase, and the same share of the others.
 * Each item of each batch is consumed by one update only.
 */
public record Ticket(long batch, int from, int to) implements Comparable<Ticket> {
  /** How many items of the first batch phase. */
  public int items() {
    return to - from;
  }

  @Override
  public int compareTo(Ticket other) {
    return batch != other.batch
        ? Long.compare(batch, other.batch)
        : Integer.compare(from, other.from);
  }
}
