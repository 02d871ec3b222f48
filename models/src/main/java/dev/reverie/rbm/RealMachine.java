package dev.reverie.rbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;

/**
 * What estimators need of a machine whose units are real-valued, or groups of which one is on, and
 * of its parameters:
 *
 * <pre>
 *  F(v) = own energy of v - sum_j log Z_j(f_j)     f_j = b_j + sum_i v_i W_ij / s_i
 * </pre>
 *
 * where Z_j is what the values of hidden unit j sum or integrate to. States lie one after the
 * other, {@link #visibleStride} and {@link #hiddenStride} numbers each, of which those behind the
 * last unit are 0. Fields are in single precision, sums over units in double. Immutable; any number
 * of threads may ask.
 */
public final class RealMachine {
  private final Rbm rbm;
  private final Parameters parameters;
  private final DenseSide visibleSide;
  private final DenseSide hiddenSide;
  private final float[] variances;
  private final float[] visibleBias;

  /**
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public RealMachine(Rbm rbm, Parameters parameters) {
    rbm.requireBounded(parameters);
    this.rbm = rbm;
    if (rbm.discrete()) {
      PlainCopy copy = PlainCopy.of(rbm, parameters);
      this.parameters = copy.parameters();
      this.visibleSide = copy.visibleSide();
      this.hiddenSide = copy.hiddenSide();
    } else {
      this.parameters = parameters;
      this.visibleSide = rbm.view().denseVisible();
      this.hiddenSide = rbm.view().denseHidden();
    }
    this.variances = new float[visibleSide.stride()];
    rbm.variances(parameters, variances);
    this.visibleBias = new float[visibleSide.stride()];
    for (int i = 0; i < rbm.visible(); i++) {
      visibleBias[i] = parameters.at(rbm.visibleBias(), 0, i);
    }
  }

  public Rbm rbm() {
    return rbm;
  }

  /** Numbers that the visible units of a state take. */
  public int visibleStride() {
    return visibleSide.stride();
  }

  /** Numbers that the hidden units of a state take. */
  public int hiddenStride() {
    return hiddenSide.stride();
  }

  /** The variance of a Gaussian visible unit; 1 for one of another kind. */
  public double variance(int unit) {
    return variances[unit];
  }

  /**
   * Writes the hidden units' fields.
   *
   * @param scaled working memory, as long as {@code visible}
   */
  public void hiddenFields(float[] visible, int count, float[] scaled, float[] fields) {
    for (int n = 0; n < count * visibleStride(); n += visibleStride()) {
      for (int i = 0; i < rbm.visible(); i++) {
        scaled[n + i] = visible[n + i] / variances[i];
      }
    }
    hiddenSide.fields(parameters, scaled, visibleStride(), count, fields);
    for (int n = 0; n < count; n++) {
      clear(fields, n * hiddenStride(), rbm.hidden(), hiddenStride());
    }
  }

  /** Writes the visible units' fields, which of Gaussian ones are their means. */
  public void visibleFields(float[] hidden, int count, float[] fields) {
    visibleSide.fields(parameters, hidden, hiddenStride(), count, fields);
  }

  private static void clear(float[] numbers, int at, int from, int to) {
    Arrays.fill(numbers, at + from, at + to, 0f);
  }

  /** The part of the energy that the visible units have of their own. */
  public double ownEnergy(float[] visible, int at) {
    double energy = 0;
    for (Layer.Part part : rbm.visibleLayer().parts()) {
      for (int i = part.first(); i < part.end(); i++) {
        double value = visible[at + i];
        energy += own(part.kind(), value, visibleBias[i], variances[i]);
      }
    }
    return energy;
  }

  /**
   * The energy that a unit has of its own.
   *
   * @param bias of a Gaussian unit its mean
   */
  public static double own(UnitKind kind, double value, double bias, double variance) {
    return switch (kind) {
      case GAUSSIAN -> (value - bias) * (value - bias) / (2 * variance);
      case RECTIFIED -> value * value / 2 - bias * value;
      default -> -bias * value;
    };
  }

  /** The sum of log Z_j, with all fields times a factor. */
  public double hiddenLogPartition(float[] fields, int at, double factor) {
    return hiddenSide.logPartition(fields, at, factor);
  }

  /** Writes the hidden units' means. */
  public void hiddenMeans(float[] fields, int at, float[] out, int outAt) {
    hiddenSide.means(fields, at, out, outAt);
  }

  /** Writes the visible units' means. */
  public void visibleMeans(float[] fields, int at, float[] out, int outAt) {
    visibleSide.means(fields, at, out, outAt);
  }

  /** Draws the hidden units of one state from their fields. */
  public void drawHidden(
      float[] fields, int at, RandomStream random, int item, long step, float[] out, int outAt) {
    hiddenSide.draw(fields, at, null, 1f, random, item, step, out, outAt);
  }

  /**
   * Draws the visible units of one state from their fields.
   *
   * @param of variances of the Gaussian ones; null for those of the parameters
   */
  public void drawVisible(
      float[] fields,
      int at,
      float[] of,
      RandomStream random,
      int item,
      long step,
      float[] out,
      int outAt) {
    float[] used = of == null ? variances : of;
    visibleSide.draw(fields, at, used, 1f, random, item, step, out, outAt);
  }

  /**
   * The means of the hidden units' states given a row of data; of spins, their probabilities to be
   * on.
   */
  public float[] hiddenStates(StateRows rows, int row) {
    float[] values = values(rows, row);
    float[] fields = new float[hiddenStride()];
    float[] means = new float[hiddenStride()];
    hiddenFields(values, 1, new float[values.length], fields);
    hiddenMeans(fields, 0, means, 0);
    float[] states = Arrays.copyOf(means, rbm.hidden());
    Layer layer = rbm.hiddenLayer();
    for (int j = 0; j < states.length && layer.shift() != 0; j++) {
      states[j] = (states[j] - layer.shift()) / layer.scale();
    }
    return states;
  }

  /** A row of data as values of visible units, padded. */
  public float[] values(StateRows rows, int row) {
    float[] values = new float[visibleStride()];
    rows.values(BinaryRows.ONCE, row, values, 0);
    rbm.toValues(values, 0);
    return values;
  }

  /** F(v) at inverse temperature 1, in nats; of Gaussian units, of a density. */
  public double freeEnergy(float[] visible) {
    float[] fields = new float[hiddenStride()];
    hiddenFields(visible, 1, new float[visibleStride()], fields);
    double energy = ownEnergy(visible, 0) - hiddenSide.logPartition(fields, 0, 1);
    if (!Double.isFinite(energy)) {
      throw new DivergedException("F(v)=" + energy + ", must be finite", "evaluation");
    }
    return energy;
  }
}
