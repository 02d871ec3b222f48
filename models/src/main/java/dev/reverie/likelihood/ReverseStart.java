package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;

/**
 * Where reverse runs start: packed visible states and how long they are warmed at inverse
 * temperature 1. Run r starts at state r modulo their count, so more runs than states need enough
 * warming to part.
 */
public final class ReverseStart {
  public static final int DEFAULT_WARM_SWEEPS = 1_000;

  private final String origin;
  private final long[] states;
  private final int words;
  private final int warmSweeps;

  private ReverseStart(String origin, long[] states, int words, int warmSweeps) {
    if (words < 1 || states.length == 0 || states.length % words != 0 || warmSweeps < 0) {
      throw new IllegalArgumentException(
          String.format(
              "states.length=%d, words=%d, warmSweeps=%d, must be a positive multiple, positive,"
                  + " not negative",
              states.length, words, warmSweeps));
    }
    this.origin = origin;
    this.states = states;
    this.words = words;
    this.warmSweeps = warmSweeps;
  }

  /** Visible units of fantasy particles, {@code words} words each, copied. */
  public static ReverseStart particles(long[] states, int words, int warmSweeps) {
    return new ReverseStart("fantasy particles", states.clone(), words, warmSweeps);
  }

  /** Data rows, evenly spread over all of them, for a model without particles. */
  public static ReverseStart rows(BinaryRows rows, int count, int warmSweeps) {
    int words = rows.words();
    long[] states = new long[Math.multiplyExact(count, words)];
    for (int n = 0; n < count; n++) {
      int row = (int) ((long) rows.rows() * n / count);
      rows.fill(BinaryRows.ONCE, row, states, n * words);
    }
    return new ReverseStart("data rows", states, words, warmSweeps);
  }

  /** One after the other; not to be written. */
  public long[] states() {
    return states;
  }

  public int words() {
    return words;
  }

  public int count() {
    return states.length / words;
  }

  public int warmSweeps() {
    return warmSweeps;
  }

  @Override
  public String toString() {
    return count() + " " + origin + ", " + warmSweeps + " warm sweeps";
  }
}
