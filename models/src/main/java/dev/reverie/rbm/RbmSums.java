package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.phase.Sums;
import java.util.Arrays;

/**
 * Sums of v_i p(h_j | v), v_i and p(h_j | v) over states. Probabilities count in units of 2^-20, so
 * that sums are whole numbers and exact in any order: 32 bits while the phase is small enough, else
 * 64.
 *
 * <pre>
 *  weights  plain panels, visible x hidden     visible  plain panels, 1 x visible     hidden  plain panels, 1 x hidden
 * </pre>
 */
final class RbmSums implements Sums {
  private static final VectorOps OPS = VectorOps.best();

  final int[] narrowWeights;
  final long[] wideWeights;
  final long[] visible;
  final long[] hidden;
  private final int rows;
  private boolean empty = true;

  /**
   * @param most states that all sums which are ever added to each other hold together
   */
  RbmSums(Rbm rbm, long most) {
    int length = Panels.plainLength(rbm.visible(), rbm.hidden());
    boolean narrow = isNarrow(most);
    this.narrowWeights = narrow ? new int[Panels.LEAD_IN + length] : null;
    this.wideWeights = narrow ? null : new long[Panels.LEAD_IN / 2 + length];
    this.visible = new long[Panels.padded(rbm.visible())];
    this.hidden = new long[Panels.padded(rbm.hidden())];
    this.rows = rbm.visible();
  }

  private static boolean isNarrow(long most) {
    return most <= VectorOps.NARROW_LIMIT;
  }

  /** Bytes that sums of that many states take. */
  static long bytes(Rbm rbm, long most) {
    long weights = (long) rbm.visible() * Panels.padded(rbm.hidden());
    long biases = (long) Panels.padded(rbm.visible()) + Panels.padded(rbm.hidden());
    return weights * (isNarrow(most) ? Integer.BYTES : Long.BYTES) + biases * Long.BYTES;
  }

  boolean isNarrow() {
    return narrowWeights != null;
  }

  boolean isEmpty() {
    return empty;
  }

  @Override
  public void clear() {
    empty = true;
  }

  @Override
  public void requireFinite(String phase) {
    // Whole numbers made of probabilities: there is nothing else that they could be.
  }

  /**
   * Adds one slab.
   *
   * @param states packed visible units
   * @param scratch holds the slab's probabilities in plain panels of {@code count} rows
   */
  void add(long[] states, int offset, int words, int count, Scratch scratch) {
    if (empty) {
      Arrays.fill(visible, 0);
      Arrays.fill(hidden, 0);
    }
    BitColumns.transpose(states, offset, words, count, scratch.columns);
    addHidden(count, scratch);
    int columnWords = (count + 63) / 64;
    int hiddenPanels = hidden.length / Panels.WIDTH;
    for (int i = 0; i < rows; i++) {
      int members = BitColumns.members(scratch.columns, i, columnWords, scratch.members);
      visible[i] += members;
      for (int panel = 0; panel < hiddenPanels; panel++) {
        int base = panel * count * Panels.WIDTH;
        addRow(panel * rows + i, base, members, scratch);
      }
    }
    empty = false;
  }

  private void addRow(int row, int base, int members, Scratch scratch) {
    if (empty && isNarrow()) {
      OPS.sumRows(
          scratch.probabilities,
          base,
          scratch.members,
          members,
          narrowWeights,
          Panels.LEAD_IN + row * Panels.WIDTH);
      return;
    }
    OPS.sumRows(scratch.probabilities, base, scratch.members, members, scratch.sum, 0);
    for (int column = 0; column < Panels.WIDTH; column++) {
      if (isNarrow()) {
        narrowWeights[Panels.LEAD_IN + row * Panels.WIDTH + column] += scratch.sum[column];
      } else {
        int at = Panels.LEAD_IN / 2 + row * Panels.WIDTH + column;
        wideWeights[at] = (empty ? 0 : wideWeights[at]) + scratch.sum[column];
      }
    }
  }

  private void addHidden(int count, Scratch scratch) {
    for (int n = 0; n < count; n++) {
      scratch.members[n] = n * Panels.WIDTH;
    }
    for (int panel = 0; panel < hidden.length / Panels.WIDTH; panel++) {
      int base = panel * count * Panels.WIDTH;
      OPS.sumRows(scratch.probabilities, base, scratch.members, count, scratch.sum, 0);
      for (int column = 0; column < Panels.WIDTH; column++) {
        hidden[panel * Panels.WIDTH + column] += scratch.sum[column];
      }
    }
  }
}
