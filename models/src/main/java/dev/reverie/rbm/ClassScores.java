package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.List;

/**
 * p(c | v) of a machine whose last visible units are one softmax group, the classes, and whose
 * hidden units are binary; exact, by free energies (Larochelle and Bengio 2008, equation 2):
 *
 * <pre>
 *  p(c | v) proportional to exp(d_c) prod_j (1 + exp(b_j + U_cj + sum_i v_i W_ij))
 * </pre>
 *
 * One thread at a time.
 */
public final class ClassScores {
  private static final int WIDTH = Panels.WIDTH;

  private final Rbm rbm;
  private final int first;
  private final int classes;
  private final long[] bits;
  private final int[] places;
  private final float[] fields;
  private final float[] moved = new float[WIDTH];
  private final float[] work = new float[VectorOps.GROWTH_LENGTH];

  public ClassScores(Rbm rbm) {
    List<Layer.Part> parts = rbm.visibleLayer().parts();
    Layer.Part last = parts.get(parts.size() - 1);
    if (!has(rbm)) {
      throw new IllegalArgumentException(
          "rbm="
              + rbm.visibleLayer().key()
              + " x "
              + rbm.hiddenLayer().key()
              + ", must end in one softmax group of classes, with binary hidden units");
    }
    this.rbm = rbm;
    this.first = last.first();
    this.classes = last.units();
    this.bits = new long[rbm.visibleWords()];
    this.places = new int[Panels.padded(rbm.visible())];
    this.fields = new float[Panels.padded(rbm.hidden())];
  }

  /** Whether a machine has classes. */
  public static boolean has(Rbm rbm) {
    List<Layer.Part> parts = rbm.visibleLayer().parts();
    Layer.Part last = parts.get(parts.size() - 1);
    return rbm.discrete()
        && parts.size() > 1
        && last.kind() == UnitKind.SOFTMAX
        && last.groups() == 1
        && rbm.hiddenLayer().key().equals(UnitKind.BINARY.key());
  }

  /** Number of the first class unit. */
  public int first() {
    return first;
  }

  public int classes() {
    return classes;
  }

  /**
   * Writes p(c | v) to {@code out}.
   *
   * @param states packed visible units, of which those of the classes are not looked at
   */
  public void probabilities(Parameters parameters, long[] states, int offset, double[] out) {
    System.arraycopy(states, offset, bits, 0, bits.length);
    for (int unit = first; unit < first + classes; unit++) {
      bits[unit >>> 6] &= ~(1L << unit);
    }
    rbm.hiddenField(parameters, bits, 0, places, fields);
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      out[c] = score(parameters, c);
      largest = Math.max(largest, out[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      out[c] = StrictMath.exp(out[c] - largest);
      sum += out[c];
    }
    for (int c = 0; c < classes; c++) {
      out[c] /= sum;
    }
  }

  /** The logarithm of a class's weight, up to what all classes share. */
  private double score(Parameters parameters, int c) {
    float[] values = parameters.values();
    double score = parameters.at(rbm.visibleBias(), 0, first + c);
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      int row = rbm.weights().offset() + (panel * rbm.visible() + first + c) * WIDTH;
      for (int column = 0; column < WIDTH; column++) {
        moved[column] = fields[panel * WIDTH + column] + values[row + column];
      }
      score += SoftplusGrowth.of(moved, 0, 0, 1, work);
    }
    return score;
  }
}
