package dev.reverie.rbm;

import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * The parameters as sampling reads them, in units of bits where a state is one: packed weights by
 * visible and by hidden units, and biases. With spins in a layer, whose value is {@code scale * bit
 * + shift}, it is the binary machine of the same distribution:
 *
 * <pre>
 *  weights  W_ij * scale_v * scale_h     visible  scale_v (a_i + shift_h * sum_j W_ij)     hidden likewise
 * </pre>
 *
 * Where units are not bits, the weights are copied by hidden units instead of packed. There is one
 * view of what is learned, and one with the fast weights added if there are any.
 */
final class View {
  /** What is added to the names of the second view's blocks. */
  private static final String FAST = "fast_";

  private final Rbm rbm;
  private final boolean fast;
  private final Block[] weights;
  private final Block[] visibleBiases;
  private final Block[] hiddenBiases;
  private final Block visibleBias;
  private final Block hiddenBias;
  private final Copies copies;
  private final Side hiddenSide;
  private final Side visibleSide;
  private final DenseSide denseHidden;
  private final DenseSide denseVisible;

  private View(Rbm rbm, boolean fast) {
    Layout layout = rbm.layout();
    String prefix = fast ? FAST : "";
    boolean derives = rbm.discrete() && (fast || derivesBiases(rbm));
    this.rbm = rbm;
    this.fast = fast;
    this.weights = sources(rbm, rbm.weights(), fast ? Extras.FAST_WEIGHTS : null);
    this.visibleBiases = sources(rbm, rbm.visibleBias(), fast ? Extras.FAST_VISIBLE_BIAS : null);
    this.hiddenBiases = sources(rbm, rbm.hiddenBias(), fast ? Extras.FAST_HIDDEN_BIAS : null);
    this.visibleBias = derives ? layout.block(prefix + "visible_field") : rbm.visibleBias();
    this.hiddenBias = derives ? layout.block(prefix + "hidden_field") : rbm.hiddenBias();
    if (rbm.discrete()) {
      PackedWeights packed = new PackedWeights(rbm, weights, prefix);
      this.copies = rbm.connections().deep() && !fast ? new PlainTransposed(rbm, packed) : packed;
      this.hiddenSide =
          new Side(
              packed.packed(),
              packed.unit(),
              hiddenBias,
              rbm.hiddenLayer(),
              rbm.connections().visibleCopies());
      this.visibleSide =
          new Side(
              packed.transposed(),
              packed.unit(),
              visibleBias,
              rbm.visibleLayer(),
              rbm.connections().hiddenCopies());
      this.denseHidden = null;
      this.denseVisible = null;
    } else {
      TransposedWeights transposed = new TransposedWeights(rbm, weights, prefix);
      this.copies = transposed;
      this.hiddenSide = null;
      this.visibleSide = null;
      this.denseHidden = new DenseSide(rbm.hiddenLayer(), transposed.byVisible(), hiddenBiases);
      this.denseVisible = new DenseSide(rbm.visibleLayer(), transposed.byHidden(), visibleBiases);
    }
  }

  private static Block[] sources(Rbm rbm, Block learned, String fast) {
    return fast == null ? new Block[] {learned} : new Block[] {learned, rbm.layout().block(fast)};
  }

  private static boolean derivesBiases(Rbm rbm) {
    return rbm.discrete() && (rbm.visibleLayer().shift() != 0 || rbm.hiddenLayer().shift() != 0);
  }

  /** What is learned. */
  static View own(Rbm rbm) {
    return new View(rbm, false);
  }

  /** What is learned and the fast weights. */
  static View fast(Rbm rbm) {
    return new View(rbm, true);
  }

  /** Adds the blocks that views need to a layout that has the others. */
  static void addTo(Layout.Builder layout, Rbm rbm) {
    add(layout, rbm, "", derivesBiases(rbm));
    if (rbm.extras().fastWeights()) {
      add(layout, rbm, FAST, rbm.discrete());
    }
  }

  private static void add(Layout.Builder layout, Rbm rbm, String prefix, boolean biases) {
    if (biases) {
      layout.add(prefix + "visible_field", Role.DERIVED, Storage.PLAIN_PANELS, 1, rbm.visible());
      layout.add(prefix + "hidden_field", Role.DERIVED, Storage.PLAIN_PANELS, 1, rbm.hidden());
    }
    if (rbm.discrete()) {
      PackedWeights.addTo(layout, rbm, prefix);
      if (rbm.connections().deep() && prefix.isEmpty()) {
        PlainTransposed.addTo(layout, rbm);
      }
    } else {
      TransposedWeights.addTo(layout, rbm, prefix);
    }
  }

  /** Biases of the visible units, with those of padding at {@link VectorOps#NEVER}. */
  Block visibleBias() {
    return visibleBias;
  }

  /** Biases of the hidden units, with those of padding at {@link VectorOps#NEVER}. */
  Block hiddenBias() {
    return hiddenBias;
  }

  /** Hidden units given visible ones, where states are bits. */
  Side hiddenSide() {
    return hiddenSide;
  }

  /** Visible units given hidden ones, where states are bits. */
  Side visibleSide() {
    return visibleSide;
  }

  /** Hidden units given visible ones, where states are no bits. */
  DenseSide denseHidden() {
    return denseHidden;
  }

  /** Visible units given hidden ones, where states are no bits. */
  DenseSide denseVisible() {
    return denseVisible;
  }

  /** The copies of the weights that sampling reads. */
  Copies copies() {
    return copies;
  }

  /** Computes everything anew from what is learned and published. */
  void derive(Parameters parameters) {
    copies.copyAll(parameters);
    deriveBiases(parameters);
  }

  /** Computes the biases that are not the learned ones. Padding of the others stays. */
  void deriveBiases(Parameters parameters) {
    if (visibleBias == rbm.visibleBias()) {
      return;
    }
    int visibleShift = rbm.visibleLayer().shift();
    int hiddenShift = rbm.hiddenLayer().shift();
    double[] rows = new double[rbm.visible()];
    double[] columns = new double[rbm.hidden()];
    if (visibleShift != 0 || hiddenShift != 0) {
      sumWeights(parameters, rows, columns);
    }
    int visibleScale = rbm.visibleLayer().scale();
    int hiddenScale = rbm.hiddenLayer().scale();
    setBias(parameters, visibleBias, visibleBiases, visibleScale, hiddenShift, rows);
    setBias(parameters, hiddenBias, hiddenBiases, hiddenScale, visibleShift, columns);
  }

  private void sumWeights(Parameters parameters, double[] rows, double[] columns) {
    for (Block block : weights) {
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < columns.length; j++) {
          float weight = parameters.at(block, i, j);
          rows[i] += weight;
          columns[j] += weight;
        }
      }
    }
  }

  private static void setBias(
      Parameters parameters, Block into, Block[] from, int scale, int shift, double[] sums) {
    for (int unit = 0; unit < into.columns(); unit++) {
      double bias = shift * sums[unit];
      for (Block block : from) {
        bias += parameters.at(block, 0, unit);
      }
      parameters.set(into, 0, unit, (float) (scale * bias));
    }
    Rbm.pad(parameters, into);
  }

  @Override
  public String toString() {
    return fast ? "learned + fast" : "learned";
  }
}
