package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of v_i p(h_j | v), v_i and p(h_j | v) over states. Probabilities count in units of 2^-14, so
 * that sums are whole numbers and exact in any order.
 *
 * <p>A phase of few states keeps them as slabs, and whoever makes the update sums them panel by
 * panel. A phase of many keeps matrices: 32 bits while all its states together fit, else 64, as
 * whole numbers in doubles.
 *
 * <pre>
 *  weights  plain panels, visible x hidden     visible  visible numbers     hidden  plain panels, 1 x hidden
 * </pre>
 */
final class RbmSums implements StateSums {
  /** A phase of more states than this keeps matrices, which then are smaller. */
  static final int MOST_IN_SLABS = 1024;

  private static final double PROBABILITY = 1.0 / (1 << VectorOps.PROBABILITY_BITS);
  private static final int WIDTH = Panels.WIDTH;

  final int[] narrowWeights;
  final double[] wideWeights;
  final double[] visible;
  final double[] squares;
  final double[] hidden;
  private final Rbm rbm;
  private final boolean keepsSlabs;
  private final List<Slab> slabs = new ArrayList<>();
  private final int[] row;
  private int used;
  private boolean empty = true;

  /**
   * @param most states that all sums which are ever added to each other hold together
   */
  RbmSums(Rbm rbm, long most) {
    this.rbm = rbm;
    this.keepsSlabs = most <= MOST_IN_SLABS;
    boolean narrow = isNarrow(most);
    this.row = new int[narrow ? WIDTH : WIDTH * WIDTH];
    int length = keepsSlabs ? 0 : Panels.plainLength(rbm.visible(), rbm.hidden());
    this.narrowWeights = narrow ? new int[Panels.LEAD_IN + length] : null;
    this.wideWeights = narrow ? null : new double[length];
    this.visible = keepsSlabs ? null : new double[rbm.visible()];
    this.squares = null;
    this.hidden = keepsSlabs ? null : new double[Panels.padded(rbm.hidden())];
  }

  private static boolean isNarrow(long most) {
    return most <= VectorOps.NARROW_LIMIT;
  }

  /** Bytes that sums of that many states take. */
  static long bytes(Rbm rbm, long most) {
    if (most <= MOST_IN_SLABS) {
      return (most + Slab.STATES - 1) / Slab.STATES * Slab.bytes(rbm);
    }
    long weights = (long) rbm.visible() * Panels.padded(rbm.hidden());
    long biases = (long) rbm.visible() + Panels.padded(rbm.hidden());
    return weights * (isNarrow(most) ? Integer.BYTES : Long.BYTES) + biases * Long.BYTES;
  }

  @Override
  public RbmSums states() {
    return this;
  }

  /** What one unit of a visible unit's sum is worth. */
  double visibleUnit() {
    return 1;
  }

  /** What one unit of a hidden unit's sum is worth. */
  double hiddenUnit() {
    return PROBABILITY;
  }

  boolean isNarrow() {
    return narrowWeights != null;
  }

  boolean keepsSlabs() {
    return keepsSlabs;
  }

  boolean isEmpty() {
    return empty;
  }

  /** The slabs that have been added, when this keeps slabs. */
  List<Slab> slabs() {
    return slabs.subList(0, used);
  }

  @Override
  public void clear() {
    empty = true;
    used = 0;
  }

  @Override
  public void requireFinite(String phase) {
    // Whole numbers made of probabilities: there is nothing else that they could be.
  }

  /** The slab that takes the next states' probabilities; {@link #add} completes it. */
  Slab next() {
    int at = keepsSlabs ? used : 0;
    if (at == slabs.size()) {
      slabs.add(new Slab(rbm));
    }
    return slabs.get(at);
  }

  /**
   * Adds the states whose probabilities are in {@link #next}.
   *
   * @param states packed visible units
   */
  void add(long[] states, int offset, int count) {
    Slab slab = next();
    slab.setVisible(states, offset, rbm.visibleWords(), count);
    if (keepsSlabs) {
      used++;
    } else {
      addToMatrices(slab);
    }
    empty = false;
  }

  private void addToMatrices(Slab slab) {
    if (empty) {
      Arrays.fill(visible, 0);
      Arrays.fill(hidden, 0);
    }
    for (int i = 0; i < visible.length; i++) {
      visible[i] += slab.visibleSum(i);
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      slab.sumHidden(panel, row);
      for (int column = 0; column < WIDTH; column++) {
        hidden[panel * WIDTH + column] += row[column];
      }
      for (int first = 0; first < visible.length; first += WIDTH) {
        addRows(slab, panel, first, (panel * visible.length + first) * WIDTH);
      }
    }
  }

  private void addRows(Slab slab, int panel, int first, int at) {
    if (isNarrow()) {
      Into into = empty ? Into.SET : Into.ADD;
      slab.sumWeights(panel, first, into, narrowWeights, Panels.LEAD_IN + at);
      return;
    }
    slab.sumWeights(panel, first, Into.SET, row, 0);
    for (int k = 0; k < Math.min(WIDTH, visible.length - first) * WIDTH; k++) {
      wideWeights[at + k] = (empty ? 0 : wideWeights[at + k]) + row[k];
    }
  }
}
