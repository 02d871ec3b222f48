package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;

/**
 * Up to {@link #STATES} states of a phase as an update needs them: for every visible unit the
 * states in which it is on, and for every state p(h | v). Sums over states of v_i p(h_j | v) are
 * made from it row by row, so that no matrix of them has to be kept.
 */
final class Slab {
  /** States that are worked on together. */
  static final int STATES = 128;

  private static final VectorOps OPS = VectorOps.best();
  private static final int PANEL = STATES * Panels.ROW_WORDS;
  private static final int[] ALL = all();

  /** Rows of packed panels, each of {@link #STATES} rows: p(h | v) in units of 2^-14. */
  final long[] probabilities;

  private final long[] columns;
  private final int[] starts;
  private int[] members = new int[0];
  private int states;

  Slab(Rbm rbm) {
    this.probabilities = new long[Panels.LEAD_IN_WORDS + rbm.hiddenWords() * PANEL];
    this.columns = new long[Panels.padded(rbm.visible()) * (STATES / 64)];
    this.starts = new int[rbm.visible() + 1];
  }

  private static int[] all() {
    int[] all = new int[STATES];
    for (int n = 0; n < STATES; n++) {
      all[n] = n * Panels.ROW_WORDS;
    }
    return all;
  }

  /** Bytes that a slab takes when a quarter of the units is on. */
  static long bytes(Rbm rbm) {
    long units = Panels.padded(rbm.visible());
    return Long.BYTES * (rbm.hiddenWords() * (long) PANEL + units * (STATES / 64))
        + Integer.BYTES * units * (1 + STATES / 4);
  }

  /** Place of the probabilities of state n and one panel. */
  static int row(int panel, int n) {
    return Panels.LEAD_IN_WORDS + panel * PANEL + n * Panels.ROW_WORDS;
  }

  int states() {
    return states;
  }

  /** Takes over the visible units of {@code count} states, packed in {@code words} words each. */
  void setVisible(long[] visible, int offset, int words, int count) {
    int on = 0;
    for (int word = 0; word < count * words; word++) {
      on += Long.bitCount(visible[offset + word]);
    }
    if (members.length < on) {
      members = new int[Math.max(on, 2 * members.length)];
    }
    BitColumns.transpose(visible, offset, words, count, columns);
    int columnWords = (count + 63) / 64;
    int next = 0;
    for (int i = 0; i < starts.length - 1; i++) {
      starts[i] = next;
      next += BitColumns.members(columns, i, columnWords, members, next);
    }
    starts[starts.length - 1] = next;
    states = count;
  }

  /** In how many states visible unit i is on. */
  int visibleSum(int i) {
    return starts[i + 1] - starts[i];
  }

  /** Sums p(h | v) of one panel over the states in which visible unit i is on. */
  void sumWeights(int panel, int i, boolean add, int[] sums, int offset) {
    OPS.sumRows(probabilities, row(panel, 0), members, starts[i], starts[i + 1], add, sums, offset);
  }

  /** Sums p(h | v) of one panel over all states. */
  void sumHidden(int panel, boolean add, int[] sums, int offset) {
    OPS.sumRows(probabilities, row(panel, 0), ALL, 0, states, add, sums, offset);
  }
}
