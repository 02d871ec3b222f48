package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * By how much log p*(v) of a few states grows from their temperature to its neighbours, hidden
 * units summed out: with fields x_j of the learned machine
 *
 * <pre>
 *  log p*(v) = (1 - beta) base . v + beta a . v + sum_j log(1 + exp(beta x_j))
 * </pre>
 *
 * and for a softmax group of hidden units the log of the sum of its exp(beta x_k). One thread at a
 * time.
 */
final class TemperedGrowth {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  private final Rbm rbm;
  private final TemperedView view;
  private final List<Layer.Part> groups;
  private final int[] places;
  private final int[] starts = new int[Slab.STATES + 1];
  private final double[] slopes;
  private final float[][] groupFields;

  /** Fields of one panel of all states. */
  private final float[] fields = new float[LEAD_IN + Slab.STATES * WIDTH];

  private final float[] work = new float[VectorOps.GROWTH_LENGTH];

  TemperedGrowth(Rbm rbm) {
    this.rbm = rbm;
    this.view = rbm.tempered();
    this.groups = view.hiddenGroups();
    int most = Panels.padded(rbm.visible()) + 3;
    this.places = new int[Math.multiplyExact(Slab.STATES, most) + Panels.SPARE_PLACES];
    this.slopes = new double[rbm.visible()];
    this.groupFields = groups.isEmpty() ? null : new float[Slab.STATES][rbm.hidden()];
  }

  /** Bytes that one takes. */
  static long bytes(Rbm rbm) {
    return (long) Slab.STATES
        * (Integer.BYTES * (long) Panels.padded(rbm.visible()) + Float.BYTES * (long) rbm.hidden());
  }

  /** What {@link #of} is to use. */
  void prepare(Parameters parameters) {
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = view.slope(parameters, i);
    }
  }

  /**
   * Writes the growth of {@code count} states of one temperature.
   *
   * @param visible packed visible units of the states
   * @param down from the next lower temperature to this one; not written at the lowest
   * @param up from this temperature to the next upper one; not written at the highest
   */
  void of(
      Parameters parameters,
      int temperature,
      long[] visible,
      int count,
      double[] down,
      double[] up) {
    int zeros = rbm.visible() * Panels.ROW_WORDS;
    int words = rbm.visibleWords();
    float beta = view.beta(parameters, temperature);
    float toUpper =
        temperature + 1 < view.temperatures() ? view.beta(parameters, temperature + 1) - beta : 0;
    float lower = temperature > 0 ? view.beta(parameters, temperature - 1) : beta;
    for (int n = 0; n < count; n++) {
      starts[n + 1] = Panels.places(visible, n * words, words, zeros, places, starts[n]);
      double slope = slope(visible, n * words);
      down[n] = (beta - lower) * slope;
      up[n] = toUpper * slope;
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      fields(parameters, panel, count);
      for (int n = 0; n < count; n++) {
        int at = LEAD_IN + n * WIDTH;
        down[n] += SoftplusGrowth.of(fields, at, lower, beta - lower, work);
        up[n] += SoftplusGrowth.of(fields, at, beta, toUpper, work);
      }
    }
    for (int n = 0; n < count; n++) {
      addGroups(n, lower, beta - lower, down);
      addGroups(n, beta, toUpper, up);
      requireFinite(down[n]);
      requireFinite(up[n]);
    }
  }

  private double slope(long[] visible, int at) {
    double sum = 0;
    for (int word = 0; word < rbm.visibleWords(); word++) {
      for (long on = visible[at + word]; on != 0; on &= on - 1) {
        sum += slopes[word * WIDTH + Long.numberOfTrailingZeros(on)];
      }
    }
    return sum;
  }

  /** Fields of one panel; those of padding and of softmax units, which add nothing here, are 0. */
  private void fields(Parameters parameters, int panel, int count) {
    float[] values = parameters.values();
    float unit = values[rbm.weightsUnit().offset()];
    int weights = rbm.packedWeights().offset() + panel * Panels.packedPanel(rbm.visible());
    int bias = rbm.view().hiddenBias().offset() + panel * WIDTH;
    OPS.fields(
        parameters.words(), weights, places, starts, count, unit, values, bias, fields, LEAD_IN);
    int units = Math.min(WIDTH, rbm.hidden() - panel * WIDTH);
    for (int n = 0; n < count; n++) {
      int at = LEAD_IN + n * WIDTH;
      Arrays.fill(fields, at + units, at + WIDTH, 0f);
      for (Layer.Part part : groups) {
        int from = Math.max(part.first() - panel * WIDTH, 0);
        int to = Math.min(part.end() - panel * WIDTH, units);
        for (int column = from; column < to; column++) {
          groupFields[n][panel * WIDTH + column] = fields[at + column];
          fields[at + column] = 0f;
        }
      }
    }
  }

  private void addGroups(int n, float from, float change, double[] growth) {
    for (Layer.Part part : groups) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        growth[n] += groupGrowth(groupFields[n], first, part.states(), from, change);
      }
    }
  }

  private static double groupGrowth(
      float[] fields, int first, int states, double from, double change) {
    double largest = fields[first];
    for (int k = first + 1; k < first + states; k++) {
      largest = Math.max(largest, fields[k]);
    }
    double before = 0;
    double after = 0;
    for (int k = first; k < first + states; k++) {
      before += StrictMath.exp(from * (fields[k] - largest));
      after += StrictMath.exp((from + change) * (fields[k] - largest));
    }
    return change * largest + StrictMath.log(after / before);
  }

  private static void requireFinite(double growth) {
    if (!Double.isFinite(growth)) {
      throw new DivergedException("growth of log p=" + growth + ", must be finite", "negative");
    }
  }
}
