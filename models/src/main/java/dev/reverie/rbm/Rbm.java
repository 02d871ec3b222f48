package dev.reverie.rbm;

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
 * Tensors: {@code weights} [visible, hidden], {@code visible_bias}, {@code hidden_bias}. In memory
 * the weights lie in paired panels, once by visible and once by hidden units. Biases are padded
 * with {@link VectorOps#NEVER}.
 */
public final class Rbm {
  private final int visible;
  private final int hidden;
  private final Layout layout;
  private final Side hiddenSide;
  private final Side visibleSide;
  private final ConcurrentLinkedQueue<Scratch> scratch = new ConcurrentLinkedQueue<>();

  public Rbm(int visible, int hidden) {
    if (visible < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "visible=" + visible + " hidden=" + hidden + ", both must be positive");
    }
    this.visible = visible;
    this.hidden = hidden;
    this.layout =
        Layout.builder()
            .add("weights", Role.LEARNED, Storage.PAIRED_PANELS, visible, hidden)
            .add("visible_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, visible)
            .add("hidden_bias", Role.LEARNED, Storage.PLAIN_PANELS, 1, hidden)
            .add("weights_transposed", Role.DERIVED, Storage.PAIRED_PANELS, hidden, visible)
            .build();
    this.hiddenSide = new Side(weights(), hiddenBias());
    this.visibleSide = new Side(weightsTransposed(), visibleBias());
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

  /** Hidden by visible; derived from the weights. */
  public Block weightsTransposed() {
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
  public Side hiddenSide() {
    return hiddenSide;
  }

  /** Visible units given hidden ones. */
  public Side visibleSide() {
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
    derive(parameters);
  }

  /** Computes pair sums, transposed weights and padding from what is learned. */
  public void derive(Parameters parameters) {
    Transposition transposition = new Transposition(this);
    transposition.pad(parameters);
    for (int panel = 0; panel < Panels.count(hidden); panel++) {
      transposition.pairSums(parameters, panel);
      transposition.transpose(parameters, panel);
    }
    pad(parameters, visibleBias());
    pad(parameters, hiddenBias());
  }

  private static void pad(Parameters parameters, Block bias) {
    for (int column = bias.columns(); column < bias.length(); column++) {
      parameters.values()[bias.offset() + column] = VectorOps.NEVER;
    }
  }

  /** F(v) of packed visible units at inverse temperature 1, in nats. */
  public double freeEnergy(Parameters parameters, long[] bits, int offset) {
    Scratch mine = borrow();
    try {
      hiddenSide.field(parameters, bits, offset, mine);
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
}
