package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import dev.reverie.parameter.DivergedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of v_i p(h_j | v), v_i and p(h_j | v) over states. Probabilities count in units of 2^-14, so
 * that sums are whole numbers and exact in any order.
 *
 * <p>A phase of few states keeps them as slabs, and whoever makes the update sums them panel by
 * panel. A phase of many keeps matrices: 32 bits while all its states together fit, else 64. It
 * gathers some slabs before it adds them to these, which are larger than the caches. What comes as
 * bytes may be matrices in either case.
 *
 * <p>Real numbers are rounded to whole multiples of 2^-20 first, their squares to those of 2^-24,
 * so that their sums are exact too. What is not a number, or not below 2^11 in magnitude, is
 * remembered, and {@link #requireFinite} throws.
 *
 * <pre>
 *  weights  plain panels, visible x hidden     visible  visible numbers     hidden  plain panels, 1 x hidden
 * </pre>
 */
public final class RbmSums implements StateSums {
  /** A phase of more states than this keeps matrices, which then are smaller. */
  static final int MOST_IN_SLABS = 1024;

  /** Slabs that are added to matrices together: one bundle. */
  private static final int GATHERED = Bundle.WORDS * 64 / Slab.STATES;

  /** States that are added together, at most. */
  public static final int TOGETHER = Slab.STATES;

  private static final double PROBABILITY = 1.0 / (1 << VectorOps.PROBABILITY_BITS);

  /** What a real number is rounded to a multiple of: about a millionth. */
  private static final double REAL = 0x1p-20;

  /** What the square of a real number is rounded to a multiple of. */
  private static final double SQUARE = 0x1p-24;

  /** Real numbers lie below this in magnitude, or are refused. */
  static final double LIMIT = 0x1p11;

  /**
   * States that sums hold together. Of numbers below 2^11 the products with probabilities take 45
   * bits and the squares 46: sums of 128 of them are exact in a double, and of 2^17 in a long.
   */
  static final int MOST_DENSE = 1 << 17;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  final int[] narrowWeights;
  final long[] wideWeights;
  final double[] visible;
  final long[] squares;
  final double[] hidden;
  private final Rbm rbm;
  private final boolean keepsSlabs;
  private final boolean dense;
  private final int bits;
  private final double visibleUnit;
  private final double hiddenUnit;
  private final List<Slab> slabs = new ArrayList<>();
  private final int[] row;
  private int used;
  private boolean empty = true;

  /** Whether matrices hold what is left from before. */
  private boolean stale = true;

  private String refused;
  private RbmSums received;
  private boolean hasReceived;

  /**
   * Sums of bits.
   *
   * @param most states that all sums which are ever added to each other hold together
   */
  RbmSums(Rbm rbm, long most) {
    this(rbm, most <= MOST_IN_SLABS, isNarrow(most), false, rbm.visible());
  }

  private RbmSums(Rbm rbm, boolean keepsSlabs, boolean narrow, boolean dense, int bits) {
    this.rbm = rbm;
    this.keepsSlabs = keepsSlabs;
    this.dense = dense;
    this.bits = bits;
    this.row = new int[LEAD_IN + WIDTH * WIDTH];
    int length = keepsSlabs ? 0 : Panels.plainLength(rbm.visible(), rbm.hidden());
    this.narrowWeights = narrow ? new int[LEAD_IN + length] : null;
    this.wideWeights = narrow ? null : new long[length];
    this.visible = keepsSlabs ? null : new double[rbm.visible()];
    this.squares = dense ? new long[rbm.visible()] : null;
    this.hidden = keepsSlabs ? null : new double[Panels.padded(rbm.hidden())];
    this.visibleUnit = dense && !rbm.visibleLayer().discrete() ? REAL : 1;
    this.hiddenUnit = dense && !rbm.hiddenLayer().bounded() ? REAL : PROBABILITY;
  }

  /** Sums of states with real-valued units. */
  static RbmSums dense(Rbm rbm) {
    return new RbmSums(rbm, false, false, true, rbm.visible());
  }

  /**
   * Sums of states of which those visible units are means that data do not give; probabilities
   * stand for hidden ones, as always.
   *
   * @param most states that all sums which are ever added to each other hold together
   */
  public static RbmSums ofMeans(Rbm rbm, long most) {
    return new RbmSums(rbm, most <= MOST_IN_SLABS, isNarrow(most), false, rbm.observed());
  }

  /** Bytes that sums of means of that many states take. */
  public static long meanBytes(Rbm rbm, long most) {
    long means =
        (long) Slab.STATES * (rbm.visible() - rbm.observed() + Panels.padded(rbm.hidden()));
    return bytes(rbm, most) + slabs(most) * Float.BYTES * means;
  }

  /** Bytes that these take. */
  static long denseBytes(Rbm rbm) {
    long hidden = Panels.padded(rbm.hidden());
    return Double.BYTES * (rbm.visible() * (hidden + 2L) + hidden);
  }

  private static boolean isNarrow(long most) {
    return most <= VectorOps.NARROW_LIMIT;
  }

  /** Bytes that sums of that many states take. */
  static long bytes(Rbm rbm, long most) {
    long slabs = slabs(most) * Slab.bytes(rbm);
    if (most <= MOST_IN_SLABS) {
      return slabs;
    }
    long weights = (long) rbm.visible() * Panels.padded(rbm.hidden());
    long biases = (long) rbm.visible() + Panels.padded(rbm.hidden());
    return slabs + weights * (isNarrow(most) ? Integer.BYTES : Long.BYTES) + biases * Long.BYTES;
  }

  /** Slabs that there are at a time. */
  private static long slabs(long most) {
    return Math.min((most + Slab.STATES - 1) / Slab.STATES, GATHERED);
  }

  @Override
  public RbmSums states() {
    return this;
  }

  /** What one unit of a visible unit's sum is worth. */
  double visibleUnit() {
    return visibleUnit;
  }

  /** What one unit of a hidden unit's sum is worth. */
  double hiddenUnit() {
    return hiddenUnit;
  }

  /** What one unit of a sum of squares is worth. */
  double squareUnit() {
    return SQUARE;
  }

  boolean isNarrow() {
    return narrowWeights != null;
  }

  /** Whether states that are kept have visible units that are no bits. */
  boolean hasMeans() {
    return bits < rbm.visible();
  }

  /** Whether these take matrices as bytes only. */
  boolean keepsSlabs() {
    return keepsSlabs;
  }

  Rbm rbm() {
    return rbm;
  }

  /** What could not be summed; null when there is nothing. */
  String refused() {
    return refused;
  }

  boolean isEmpty() {
    return empty;
  }

  /** The slabs that have been added, when this keeps slabs. */
  List<Slab> slabs() {
    return keepsSlabs ? slabs.subList(0, used) : List.of();
  }

  /** What is summed in matrices. */
  List<RbmSums> matrices() {
    if (keepsSlabs) {
      return hasReceived ? List.of(received) : List.of();
    }
    addGathered();
    return empty ? List.of() : List.of(this);
  }

  /** All that slabs hold and matrices sum, in matrices that are not to be written to. */
  RbmSums inMatrices() {
    if (!keepsSlabs || used == 0) {
      return matrices().get(0);
    }
    RbmSums sum = new RbmSums(rbm, false, true, false, bits);
    for (int from = 0; from < used; from += GATHERED) {
      sum.addToMatrices(slabs.subList(from, Math.min(from + GATHERED, used)));
    }
    sum.empty = false;
    for (RbmSums part : matrices()) {
      sum.add(part);
    }
    return sum;
  }

  private void add(RbmSums other) {
    int length = narrowWeights.length - LEAD_IN;
    OPS.merge(other.narrowWeights, LEAD_IN, Into.ADD, narrowWeights, LEAD_IN, length);
    for (int i = 0; i < visible.length; i++) {
      visible[i] += other.visible[i];
    }
    for (int j = 0; j < hidden.length; j++) {
      hidden[j] += other.hidden[j];
    }
  }

  @Override
  public int bytes() {
    return RbmSumsBytes.count(this);
  }

  @Override
  public void write(ByteBuffer out) {
    RbmSumsBytes.write(this, out);
  }

  @Override
  public void read(ByteBuffer in) {
    clear();
    RbmSumsBytes.read(this, in);
  }

  /** These hold nothing but what could not be summed. */
  void refuse(String what) {
    refused = what;
  }

  /** The matrices that bytes are to be read to; {@link #setReceived} completes them. */
  RbmSums toReceive() {
    if (!keepsSlabs) {
      return this;
    }
    if (received == null) {
      received = new RbmSums(rbm, false, true, false, bits);
    }
    return received;
  }

  /** All matrices of {@link #toReceive} are filled. */
  void setReceived() {
    hasReceived = keepsSlabs;
    empty = false;
    stale = false;
  }

  /** The slab that {@link #next} gave is filled. */
  void setReceivedSlab() {
    used++;
    empty = false;
  }

  @Override
  public void clear() {
    empty = true;
    stale = true;
    used = 0;
    refused = null;
    hasReceived = false;
  }

  /** Adds to matrices what has been gathered for them, too. */
  @Override
  public void requireFinite(String phase) {
    addGathered();
    if (refused != null) {
      throw new DivergedException(refused, phase);
    }
  }

  /** The slab that takes the next states' probabilities; {@link #add} completes it. */
  Slab next() {
    if (used == slabs.size()) {
      slabs.add(new Slab(rbm, bits));
    }
    return slabs.get(used);
  }

  /**
   * Adds the states whose probabilities are in {@link #next}.
   *
   * @param states packed visible units
   */
  void add(long[] states, int offset, int count) {
    add(next(), states, offset, rbm.visibleWords(), count);
  }

  private void add(Slab slab, long[] states, int offset, int words, int count) {
    slab.setVisible(states, offset, words, count);
    used++;
    empty = false;
    if (used == GATHERED) {
      addGathered();
    }
  }

  /**
   * Adds states with means.
   *
   * @param states packed bits of the units that data give, {@code words} words each
   * @param visible means of the other visible units in units of 2^-23, {@link #TOGETHER} rows of 64
   *     a panel, from that panel on which holds the first of them
   * @param hidden means of all hidden units, likewise
   * @param count at most {@link #TOGETHER}
   */
  public void addMeans(long[] states, int words, int[] visible, int[] hidden, int count) {
    Slab slab = next();
    slab.setMeans(visible, hidden, count);
    add(slab, states, 0, words, count);
  }

  private void addGathered() {
    if (!keepsSlabs && used > 0) {
      addToMatrices(slabs.subList(0, used));
      used = 0;
    }
  }

  /** Adds up to {@link #GATHERED} slabs. */
  private void addToMatrices(List<Slab> added) {
    clearStale();
    Bundle bundle = rbm.borrowBundle();
    for (Slab slab : added) {
      for (int i = 0; i < visible.length; i++) {
        visible[i] += slab.visibleSum(i);
      }
      bundle.add(slab, false);
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      for (Slab slab : added) {
        slab.sumHidden(panel, row);
        for (int column = 0; column < WIDTH; column++) {
          hidden[panel * WIDTH + column] += row[column];
        }
      }
      for (int first = 0; first < visible.length; first += WIDTH) {
        bundle.sum(panel, first, row, LEAD_IN);
        for (Slab slab : added) {
          slab.sumMeans(panel, first, Into.ADD, row, LEAD_IN);
        }
        addRows(panel, first);
      }
    }
    rbm.giveBack(bundle);
  }

  private void clearStale() {
    if (!stale) {
      return;
    }
    stale = false;
    Arrays.fill(visible, 0);
    Arrays.fill(hidden, 0);
    if (dense) {
      Arrays.fill(squares, 0);
    }
    if (isNarrow()) {
      Arrays.fill(narrowWeights, 0);
    } else {
      Arrays.fill(wideWeights, 0);
    }
  }

  /** Adds what has been summed for up to 64 visible units and one panel. */
  private void addRows(int panel, int first) {
    int length = Math.min(WIDTH, visible.length - first) * WIDTH;
    int at = (panel * visible.length + first) * WIDTH;
    if (isNarrow()) {
      OPS.merge(row, LEAD_IN, Into.ADD, narrowWeights, LEAD_IN + at, length);
    } else {
      for (int k = 0; k < length; k++) {
        wideWeights[at + k] += row[LEAD_IN + k];
      }
    }
  }

  /**
   * Adds states of real values.
   *
   * @param s holds the visible units' values and the hidden units' means
   */
  void addDense(DenseScratch s, int count) {
    clearStale();
    empty = false;
    int visibleStride = Panels.padded(rbm.visible());
    for (int n = 0; n < count; n++) {
      toWhole("visible", s.visible, n * visibleStride, visible.length, visibleUnit, s.wholeVisible);
      toWhole("hidden", s.means, n * hidden.length, rbm.hidden(), hiddenUnit, s.wholeHidden);
      for (int i = 0; i < visible.length; i++) {
        double value = s.visible[n * visibleStride + i];
        visible[i] += s.wholeVisible[n * visibleStride + i];
        squares[i] += (long) Math.rint(value * value / SQUARE);
      }
      for (int j = 0; j < rbm.hidden(); j++) {
        hidden[j] += s.wholeHidden[n * hidden.length + j];
      }
    }
    double[] sums = new double[WIDTH];
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      for (int i = 0; i < visible.length; i++) {
        Arrays.fill(sums, 0);
        for (int n = 0; n < count; n++) {
          double value = s.wholeVisible[n * visibleStride + i];
          addProducts(value, s.wholeHidden, n * hidden.length + panel * WIDTH, sums);
        }
        int at = (panel * visible.length + i) * WIDTH;
        for (int column = 0; column < WIDTH; column++) {
          wideWeights[at + column] += (long) sums[column];
        }
      }
    }
  }

  private static void addProducts(double value, double[] means, int at, double[] sums) {
    for (int column = 0; column < WIDTH; column++) {
      sums[column] += value * means[at + column];
    }
  }

  /** Padding stays as it is, which is 0. */
  private void toWhole(
      String layer, float[] values, int at, int units, double unit, double[] whole) {
    for (int k = at; k < at + units; k++) {
      double value = values[k];
      if (!(Math.abs(value) < LIMIT) && refused == null) {
        refused = layer + " unit " + (k - at) + "=" + value + ", must lie within +-" + LIMIT;
      }
      whole[k] = Math.rint(value / unit);
    }
  }
}
