package dev.reverie.rbm;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The structure of a binary restricted Boltzmann machine (Smolensky 1986):
 *
 * <pre>
 *  E(v, h) = - sum_i a_i v_i - sum_j b_j h_j - sum_ij v_i W_ij h_j          v_i, h_j in {0, 1}
 *  F(v)    = - sum_i a_i v_i - sum_j log(1 + exp(b_j + sum_i v_i W_ij))     p(v) = exp(-F(v)) / Z
 * </pre>
 *
 * Tensors: {@code weights} [visible, hidden], {@code visible_bias}, {@code hidden_bias}; in a
 * checkpoint also {@code weights_unit}. In memory the weights lie in plain panels, and twice in
 * packed ones, by visible and by hidden units: sampling reads the packed copies, whose numbers are
 * off by at most 2^-13 of the largest weight, and whatever is evaluated reads the weights
 * themselves. Biases are padded with {@link VectorOps#NEVER}.
 */
public final class Rbm {
  /** Units of a layer, so that sums of packed weights fit into 32 bits. */
  public static final int MOST_UNITS = 65_535;

  private static final VectorOps OPS = VectorOps.best();

  private final int visible;
  private final int hidden;
  private final Layout layout;
  private final Side hiddenSide;
  private final Side visibleSide;
  private final ConcurrentLinkedQueue<Scratch> scratch = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RbmGradient> gradients = new ConcurrentLinkedQueue<>();

  public Rbm(int visible, int hidden) {
    if (visible < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "visible=" + visible + " hidden=" + hidden + ", both must be positive");
    }
    if (visible > MOST_UNITS || hidden > MOST_UNITS) {
      throw new InputException(
          "visible="
              + visible
              + " hidden="
              + hidden
              + ": a layer has at most "
              + MOST_UNITS
              + " units");
    }
    this.visible = visible;
    this.hidden = hidden;
    this.layout =
        Layout.builder()
            .add("weights", Role.LEARNED, Storage.PLAIN_PANELS, visible, hidden)
            .add("visible_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, visible)
            .add("hidden_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, hidden)
            .add("weights_unit", Role.PUBLISHED, Storage.ROWS, 1, 1)
            .add("weights_packed", Role.DERIVED, Storage.PACKED_PANELS, visible, hidden)
            .add("weights_transposed", Role.DERIVED, Storage.PACKED_PANELS, hidden, visible)
            .build();
    this.hiddenSide = new Side(packedWeights(), weightsUnit(), hiddenBias());
    this.visibleSide = new Side(packedTransposed(), weightsUnit(), visibleBias());
  }

  public int visible() {
    return visible;
  }

  public int hidden() {
    return hidden;
  }

  public Layout layout() {
    return layout;
  }

  /** Visible by hidden. */
  public Block weights() {
    return layout.block("weights");
  }

  public Block visibleBias() {
    return layout.block("visible_bias");
  }

  public Block hiddenBias() {
    return layout.block("hidden_bias");
  }

  /** What one unit of a packed weight is worth. */
  public Block weightsUnit() {
    return layout.block("weights_unit");
  }

  /** Visible by hidden, in units of {@link #weightsUnit}. */
  public Block packedWeights() {
    return layout.block("weights_packed");
  }

  /** The same, hidden by visible. */
  public Block packedTransposed() {
    return layout.block("weights_transposed");
  }

  /** Words that the packed visible units of one state take. */
  public int visibleWords() {
    return Panels.count(visible);
  }

  /** Words that the packed hidden units of one state take. */
  public int hiddenWords() {
    return Panels.count(hidden);
  }

  /** Hidden units given visible ones. */
  Side hiddenSide() {
    return hiddenSide;
  }

  /** Visible units given hidden ones. */
  Side visibleSide() {
    return visibleSide;
  }

  /** Weights from N(0, scale^2), the given visible biases, no hidden biases. */
  public void initialise(Parameters parameters, double[] visibleBias, double scale, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.INITIAL_PARAMETERS);
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        parameters.set(weights(), i, j, (float) (scale * random.gaussian(i, 0, j)));
      }
      parameters.set(visibleBias(), 0, i, (float) visibleBias[i]);
    }
    for (int j = 0; j < hidden; j++) {
      parameters.set(hiddenBias(), 0, j, 0f);
    }
    parameters.set(weightsUnit(), 0, 0, 0f);
    derive(parameters);
  }

  /** Computes packed weights and padding from what is learned and the unit, if it is set. */
  public void derive(Parameters parameters) {
    PackedWeights packed = new PackedWeights(this);
    packed.pad(parameters);
    packed.packAll(parameters);
    pad(parameters, visibleBias());
    pad(parameters, hiddenBias());
  }

  private static void pad(Parameters parameters, Block bias) {
    for (int column = bias.columns(); column < bias.length(); column++) {
      parameters.values()[bias.offset() + column] = VectorOps.NEVER;
    }
  }

  /**
   * The fields of all hidden units given packed visible ones, from the weights themselves.
   *
   * @param places working memory of {@code Panels.padded(visible())} numbers
   * @param out takes {@code Panels.padded(hidden())} numbers
   */
  public void hiddenField(
      Parameters parameters, long[] bits, int offset, int[] places, float[] out) {
    int count = 0;
    for (int i = 0; i < visible; i++) {
      if ((bits[offset + (i >>> 6)] >>> i & 1) != 0) {
        places[count++] = i * Panels.WIDTH;
      }
    }
    float[] values = parameters.values();
    System.arraycopy(values, hiddenBias().offset(), out, 0, Panels.padded(hidden));
    for (int panel = 0; panel < hiddenWords(); panel++) {
      int base = weights().offset() + panel * visible * Panels.WIDTH;
      OPS.addRows(values, base, places, count, out, panel * Panels.WIDTH);
    }
  }

  /** F(v) of packed visible units at inverse temperature 1, in nats. */
  public double freeEnergy(Parameters parameters, long[] bits, int offset) {
    Scratch mine = borrow();
    try {
      hiddenField(parameters, bits, offset, mine.places[0], mine.field);
      double sum = Logistic.softplusSum(mine.field, hidden);
      float[] values = parameters.values();
      int bias = visibleBias().offset();
      for (int i = 0; i < visible; i++) {
        if ((bits[offset + (i >>> 6)] >>> i & 1) != 0) {
          sum += values[bias + i];
        }
      }
      return -sum;
    } finally {
      giveBack(mine);
    }
  }

  Scratch borrow() {
    Scratch free = scratch.poll();
    return free == null ? new Scratch(this) : free;
  }

  void giveBack(Scratch used) {
    scratch.add(used);
  }

  RbmGradient borrowGradient() {
    RbmGradient free = gradients.poll();
    return free == null ? new RbmGradient() : free;
  }

  void giveBack(RbmGradient used) {
    gradients.add(used);
  }
}
