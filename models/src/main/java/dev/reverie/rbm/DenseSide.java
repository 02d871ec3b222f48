package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.Conditional;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/**
 * The units of one layer given real values of the other's. Values lie state after state, padded to
 * whole panels. Fields are summed in single precision, row after row of the weights.
 */
final class DenseSide {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;

  private final Layer layer;
  private final Block weights;
  private final Block[] biases;

  /**
   * @param layer the units of this side
   * @param weights plain panels, the other layer's units by this one's
   * @param biases that are added up
   */
  DenseSide(Layer layer, Block weights, Block[] biases) {
    this.layer = layer;
    this.weights = weights;
    this.biases = biases.clone();
  }

  int units() {
    return layer.units();
  }

  /** Numbers that one state takes. */
  int stride() {
    return Panels.padded(layer.units());
  }

  /**
   * Writes the fields of {@code count} states; those of Gaussian units with variances are means.
   *
   * @param given values of the other layer, {@code givenStride} numbers a state; those of units
   *     with a variance divided by it
   */
  void fields(Parameters parameters, float[] given, int givenStride, int count, float[] fields) {
    float[] values = parameters.values();
    int stride = stride();
    for (int panel = 0; panel < stride / WIDTH; panel++) {
      int base = weights.offset() + panel * weights.rows() * WIDTH;
      for (int n = 0; n < count; n++) {
        int at = n * stride + panel * WIDTH;
        for (int column = 0; column < WIDTH; column++) {
          float bias = 0;
          for (Block block : biases) {
            bias += values[block.offset() + panel * WIDTH + column];
          }
          fields[at + column] = bias;
        }
        OPS.addScaledRows(values, base, given, n * givenStride, weights.rows(), fields, at);
      }
    }
  }

  /**
   * Draws the units of one state from its fields at an inverse temperature. A field that is no
   * number gives a unit that is none.
   *
   * @param variances of Gaussian units; null where they have variance 1
   */
  void draw(
      float[] fields,
      int at,
      float[] variances,
      float beta,
      RandomStream random,
      int item,
      long step,
      float[] out,
      int outAt) {
    for (Layer.Part part : layer.parts()) {
      if (part.kind() == UnitKind.SOFTMAX) {
        drawGroups(part, fields, at, beta, random, item, step, out, outAt);
        continue;
      }
      boolean scaled = part.kind() == UnitKind.GAUSSIAN && variances != null;
      for (int unit = part.first(); unit < part.end(); unit++) {
        double cold = scaled ? (double) beta / variances[unit] : beta;
        float field = fields[at + unit];
        out[outAt + unit] =
            (float) Conditional.draw(part.kind(), field, cold, random, item, step, unit);
      }
    }
  }

  private static void drawGroups(
      Layer.Part part,
      float[] fields,
      int at,
      float beta,
      RandomStream random,
      int item,
      long step,
      float[] out,
      int outAt) {
    double[] group = new double[part.states()];
    for (int first = part.first(); first < part.end(); first += part.states()) {
      probabilities(fields, at + first, beta, group);
      int drawn = Conditional.drawGroup(group, random.uniform(item, step, first));
      for (int k = 0; k < group.length; k++) {
        float other = Double.isNaN(group[k]) ? Float.NaN : 0;
        out[outAt + first + k] = k == drawn ? 1 : other;
      }
    }
  }

  private static void probabilities(float[] fields, int at, float beta, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = (double) beta * fields[at + k];
    }
    double logSum = Conditional.logPartition(out, 0, out.length);
    for (int k = 0; k < out.length; k++) {
      out[k] = StrictMath.exp(out[k] - logSum);
    }
  }

  /** Writes the mean of every unit of one state, at inverse temperature 1. */
  void means(float[] fields, int at, float[] out, int outAt) {
    for (Layer.Part part : layer.parts()) {
      if (part.kind() == UnitKind.SOFTMAX) {
        double[] group = new double[part.states()];
        for (int first = part.first(); first < part.end(); first += part.states()) {
          probabilities(fields, at + first, 1f, group);
          for (int k = 0; k < group.length; k++) {
            out[outAt + first + k] = (float) group[k];
          }
        }
        continue;
      }
      for (int unit = part.first(); unit < part.end(); unit++) {
        out[outAt + unit] = (float) Conditional.mean(part.kind(), fields[at + unit]);
      }
    }
  }

  /**
   * The sum over units of the logarithm of what their values sum or integrate to, for one state;
   * not for units with a variance.
   *
   * @param factor of the fields
   */
  double logPartition(float[] fields, int at, double factor) {
    double sum = 0;
    for (Layer.Part part : layer.parts()) {
      if (part.kind() == UnitKind.SOFTMAX) {
        double[] group = new double[part.states()];
        for (int first = part.first(); first < part.end(); first += part.states()) {
          for (int k = 0; k < group.length; k++) {
            group[k] = factor * fields[at + first + k];
          }
          sum += Conditional.logPartition(group, 0, group.length);
        }
        continue;
      }
      for (int unit = part.first(); unit < part.end(); unit++) {
        sum += Conditional.logPartition(part.kind(), factor * fields[at + unit]);
      }
    }
    return sum;
  }
}
