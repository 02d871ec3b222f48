package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.ValueStep;
import dev.reverie.numeric.VectorOps;
import dev.reverie.optimise.Penalties;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the gradient of units' values about their offsets out of that of their states. With values
 * {@code v = scale_v * state + shift_v}, offsets mu and lambda, variances s (1 where a unit has
 * none), and D for a signed difference of means over the phases:
 *
 * <pre>
 *  dW_ij = (scale_v scale_h D[state_i state_j] + (shift_h - lambda_j) D[v_i] + (shift_v - mu_i) D[h_j]) / s_i
 *  da_i  = D[v_i] / s_i - sum_j dW_ij lambda_j
 *  dz_i  = (D[v_i^2] / 2 - a_i D[v_i] - sum_j W_ij (D[v_i h_j] - mu_i D[h_j])) / s_i       z_i = log s_i
 *  db_j  = D[h_j] - sum_i mu_i (dW_ij - W_ij dz_i) / s_i
 * </pre>
 *
 * which is the centred gradient (Melchior, Fischer and Wiskott 2016, section 3) of an energy that
 * stays as it is: its own parameters are {@code a_i + sum_j W_ij lambda_j} and {@code b_j + sum_i
 * mu_i W_ij / s_i}, so that learning is the same, to first order in the rate, wherever the zero of
 * a Gaussian unit lies. With offsets of 0 the third line is that of Cho, Ilin and Raiko (2011). A
 * sparsity penalty adds {@code rate (target - q_j)} to db_j, and that times the data's mean of
 * {@code (v_i - mu_i) / s_i} to dW_ij, where q_j is the data's mean of h_j. Sums over j and i are
 * made part by part of an update and added in one order.
 */
final class ValueGradient {
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;
  private static final VectorOps OPS = VectorOps.best();

  private final Rbm rbm;
  private final Parameters current;
  private final boolean offsets;
  private final boolean variances;
  private final float[] visibleOffset;
  private final float[] hiddenOffset;
  private final float[] visibleChange;
  private final float[] hiddenChange;
  private final float[] visibleFactor;
  private final float[] hiddenFactor;
  private final float[] precision;
  private final ValueStep step;
  private final double[] visibleSquareChange;
  private final float[] pull;
  private final float[] visibleMean;
  private final double[][] rowSums;
  private final double[][] crossSums;
  private final double[][] columnSums;
  private final int firstWeight;
  private double[] varianceChanges;

  private ValueGradient(
      Rbm rbm, Parameters current, List<MergedPhase> phases, Penalties penalties) {
    Layer visible = rbm.visibleLayer();
    Layer hidden = rbm.hiddenLayer();
    boolean bits = rbm.discrete();
    int visibleScale = bits ? visible.scale() : 1;
    int hiddenScale = bits ? hidden.scale() : 1;
    this.rbm = rbm;
    this.firstWeight = rbm.weights().offset();
    this.current = current;
    this.offsets = rbm.extras().offsets();
    this.variances = visible.has(UnitKind.GAUSSIAN);
    this.visibleChange = new float[rbm.visibleWords() * WIDTH];
    this.hiddenChange = new float[rbm.hiddenWords() * WIDTH];
    this.visibleFactor = new float[visibleChange.length];
    this.hiddenFactor = new float[hiddenChange.length];
    this.precision = new float[visibleChange.length];
    this.visibleSquareChange = new double[visibleChange.length];
    this.visibleMean = new float[visibleChange.length];
    this.pull = penalties.sparsityRate() == 0 ? null : new float[hiddenChange.length];
    this.visibleOffset = new float[visibleChange.length];
    this.hiddenOffset = new float[hiddenChange.length];
    float[] visibleShare = new float[visibleChange.length];
    this.step =
        new ValueStep(
            visibleScale * hiddenScale,
            visibleChange,
            visibleFactor,
            precision,
            visibleShare,
            hiddenChange,
            hiddenFactor,
            hiddenOffset);
    if (offsets) {
      copy(rbm.visibleOffset(), visibleOffset);
      copy(rbm.hiddenOffset(), hiddenOffset);
    }
    findChanges(phases, visibleScale, bits ? visible.shift() : 0, hiddenScale, penalties);
    findFactors(bits ? visible.shift() : 0, bits ? hidden.shift() : 0);
    for (int i = 0; i < rbm.visible(); i++) {
      visibleShare[i] = visibleOffset[i] * precision[i];
    }
    this.rowSums = new double[rbm.hiddenWords()][rbm.visible()];
    this.crossSums = new double[variances ? rbm.hiddenWords() : 0][rbm.visible()];
    this.columnSums = new double[offsets ? rbm.visibleWords() : 0][hiddenChange.length];
  }

  /** Null where states are values and there is nothing to be taken off or added. */
  static ValueGradient of(
      Rbm rbm, Parameters current, List<MergedPhase> phases, Penalties penalties) {
    boolean plain =
        !rbm.extras().offsets()
            && !rbm.visibleLayer().has(UnitKind.GAUSSIAN)
            && (!rbm.discrete()
                || rbm.visibleLayer().scale() == 1 && rbm.hiddenLayer().scale() == 1);
    return plain && penalties.sparsityRate() == 0
        ? null
        : new ValueGradient(rbm, current, phases, penalties);
  }

  private void findChanges(
      List<MergedPhase> phases,
      int visibleScale,
      int visibleShift,
      int hiddenScale,
      Penalties penalties) {
    for (MergedPhase phase : phases) {
      for (int i = 0; i < rbm.visible(); i++) {
        visibleChange[i] += (float) (visibleScale * phase.scale() * phase.visible(i));
        visibleSquareChange[i] += variances ? phase.visibleSquareChange(i) : 0;
      }
    }
    double[] sums = new double[WIDTH];
    int[] work = new int[WIDTH];
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      for (MergedPhase phase : phases) {
        phase.sumHidden(panel, sums, work);
        for (int column = 0; column < WIDTH; column++) {
          float change = (float) (hiddenScale * phase.probabilityScale() * sums[column]);
          hiddenChange[panel * WIDTH + column] += change;
          boolean unit = panel * WIDTH + column < rbm.hidden();
          if (pull != null && unit && phase == phases.get(0)) {
            double mean = phase.hiddenMean(sums[column]);
            pull[panel * WIDTH + column] =
                (float) (penalties.sparsityRate() * (penalties.sparsityTarget() - mean));
          }
        }
      }
    }
    for (int i = 0; pull != null && i < rbm.visible(); i++) {
      visibleMean[i] = (float) (visibleScale * phases.get(0).visibleMean(i) + visibleShift);
    }
  }

  private void findFactors(int visibleShift, int hiddenShift) {
    float[] ofUnits = new float[rbm.visible()];
    rbm.variances(current, ofUnits);
    for (int i = 0; i < rbm.visible(); i++) {
      visibleFactor[i] = visibleShift - visibleOffset[i];
      precision[i] = 1 / ofUnits[i];
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      hiddenFactor[j] = hiddenShift - hiddenOffset[j];
    }
  }

  private void copy(Block block, float[] to) {
    System.arraycopy(current.values(), block.offset(), to, 0, block.columns());
  }

  /**
   * Corrects the gradient of some rows of the weights.
   *
   * @param first visible unit, within one group of 64
   */
  void correct(int panel, int first, int rows, RbmGradient gradient) {
    float[] values = gradient.values;
    int column = panel * WIDTH;
    for (int row = 0; variances && row < rows; row++) {
      crossSums[panel][first + row] += cross(panel, first + row, values, LEAD_IN + row * WIDTH);
    }
    float[] rowParts = gradient.rowSums;
    float[] columnParts = gradient.columnSums;
    Arrays.fill(rowParts, 0);
    Arrays.fill(columnParts, 0);
    OPS.values(values, LEAD_IN, rows, step, first, column, rowParts, columnParts);
    if (offsets && !rbm.connections().joinAll(first, rows, panel, rbm.hidden())) {
      sumMasked(panel, first, rows, values, rowParts, columnParts);
    }
    if (offsets) {
      addSums(panel, first, rows, rowParts, columnParts);
    }
    for (int row = 0; pull != null && row < rows; row++) {
      int i = first + row;
      float mean = (visibleMean[i] - visibleOffset[i]) * precision[i];
      for (int c = 0; c < WIDTH; c++) {
        values[LEAD_IN + row * WIDTH + c] += pull[column + c] * mean;
      }
    }
  }

  /** The sums of what is left when weights that are not there are. */
  private void sumMasked(
      int panel, int first, int rows, float[] values, float[] rowParts, float[] columnParts) {
    rbm.connections().mask(values, LEAD_IN, first, rows, panel);
    Arrays.fill(rowParts, 0);
    Arrays.fill(columnParts, 0);
    for (int row = 0; row < rows; row++) {
      float share = step.rowShare()[first + row];
      for (int c = 0; c < WIDTH; c++) {
        float value = values[LEAD_IN + row * WIDTH + c];
        rowParts[row * VectorOps.ROW_SUMS + c % VectorOps.ROW_SUMS] +=
            value * step.columnShare()[panel * WIDTH + c];
        columnParts[c] += value * share;
      }
    }
  }

  private double cross(int panel, int i, float[] gradient, int at) {
    float[] values = current.values();
    int weights = firstWeight + (panel * rbm.visible() + i) * WIDTH;
    int columns = Math.min(WIDTH, rbm.hidden() - panel * WIDTH);
    double offset = visibleOffset[i];
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      double change = gradient[at + c] - offset * hiddenChange[panel * WIDTH + c];
      sum += values[weights + c] * change;
    }
    return sum;
  }

  private void addSums(int panel, int first, int rows, float[] rowParts, float[] columnParts) {
    for (int row = 0; row < rows; row++) {
      rowSums[panel][first + row] = sum(rowParts, row * VectorOps.ROW_SUMS);
    }
    double[] columns = columnSums[first / WIDTH];
    for (int c = 0; c < WIDTH; c++) {
      columns[panel * WIDTH + c] += columnParts[c];
    }
  }

  private static float sum(float[] of, int at) {
    float low = of[at] + of[at + 1] + (of[at + 2] + of[at + 3]);
    float second = of[at + 4] + of[at + 5] + (of[at + 6] + of[at + 7]);
    float third = of[at + 8] + of[at + 9] + (of[at + 10] + of[at + 11]);
    float high = of[at + 12] + of[at + 13] + (of[at + 14] + of[at + 15]);
    return low + second + (third + high);
  }

  /** The gradient of one panel of visible biases, once all weights have been corrected. */
  void ofVisible(int panel, float[] gradient) {
    for (int column = 0; column < WIDTH; column++) {
      int i = panel * WIDTH + column;
      double change = (double) visibleChange[i] * precision[i];
      for (int other = 0; i < rbm.visible() && other < rowSums.length; other++) {
        change -= rowSums[other][i];
      }
      gradient[LEAD_IN + column] = (float) change;
    }
  }

  /** The gradient of one panel of hidden biases, once all weights have been corrected. */
  void ofHidden(int panel, float[] gradient) {
    for (int column = 0; column < WIDTH; column++) {
      int j = panel * WIDTH + column;
      double change = hiddenChange[j] + (pull == null ? 0 : pull[j]);
      for (double[] sums : columnSums) {
        change -= sums[j];
      }
      if (variances && offsets && j < rbm.hidden()) {
        change += fromVariances(j);
      }
      gradient[LEAD_IN + column] = (float) change;
    }
  }

  private double fromVariances(int j) {
    double sum = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      double weight = current.at(rbm.weights(), i, j);
      sum += visibleOffset[i] * weight * varianceChanges()[i] * precision[i];
    }
    return sum;
  }

  /** The gradient of one panel of log variances, once all weights have been corrected. */
  void ofLogVariance(int panel, float[] gradient) {
    for (int column = 0; column < WIDTH; column++) {
      int i = panel * WIDTH + column;
      gradient[LEAD_IN + column] = i < rbm.visible() ? (float) varianceChanges()[i] : 0;
    }
  }

  private double[] varianceChanges() {
    if (varianceChanges == null) {
      varianceChanges = new double[rbm.visible()];
      for (Layer.Part part : rbm.visibleLayer().parts()) {
        for (int i = part.first(); part.kind() == UnitKind.GAUSSIAN && i < part.end(); i++) {
          varianceChanges[i] = varianceChange(i);
        }
      }
    }
    return varianceChanges;
  }

  private double varianceChange(int i) {
    double change =
        visibleSquareChange[i] / 2
            - (double) current.at(rbm.visibleBias(), 0, i) * visibleChange[i];
    for (double[] sums : crossSums) {
      change -= sums[i];
    }
    return change * precision[i];
  }
}
