package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Merges the phases' sums into the gradient of 64 rows of one panel, or of a bias. */
final class RbmGradient {
  /** Rows whose gradient is worked on at a time: it stays in the first-level cache. */
  static final int ROWS = 16;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  /** The last gradient asked for, from {@link Panels#LEAD_IN} on. */
  final float[] values = new float[LEAD_IN + ROWS * WIDTH];

  /** Sums of rows, in {@link VectorOps#ROW_SUMS} parts each, and of columns of {@link #values}. */
  final float[] rowSums = new float[ROWS * VectorOps.ROW_SUMS];

  final float[] columnSums = new float[WIDTH];

  /** For copying what was stepped. */
  final CopyWork copyWork = new CopyWork();

  private final List<int[]> sums = new ArrayList<>(List.of(block(), block()));
  private final int[] work = block();
  private final double[] wideSums = new double[WIDTH];

  private static int[] block() {
    return new int[LEAD_IN + WIDTH * WIDTH];
  }

  /**
   * Sums what the weights of up to 64 visible units, from a multiple of 64 on, and one panel of
   * hidden units need.
   */
  void sumWeights(WeightSums from, int panel, int first) {
    if (from.isWide()) {
      return;
    }
    while (sums.size() < from.count()) {
      sums.add(block());
    }
    for (int k = 0; k < from.count(); k++) {
      from.sum(k, panel, first, sums.get(k), work);
    }
  }

  /** The first of these sums, from {@link Panels#LEAD_IN} on. */
  int[] firstSum() {
    return sums.get(0);
  }

  /** The gradient of {@code rows} of the weights that were summed last. */
  void ofWeights(WeightSums from, int panel, int first, int row, int rows) {
    if (from.isWide()) {
      int place = (panel * from.added(0).units() + first + row) * WIDTH;
      ofWideWeights(from, place, rows * WIDTH);
      return;
    }
    for (int k = 0; k < from.count(); k++) {
      scale(k, from.added(k).weightScale(), k > 0, row, rows);
    }
  }

  private void scale(int phase, float scale, boolean add, int row, int rows) {
    int at = LEAD_IN + row * WIDTH;
    OPS.scale(sums.get(phase), at, scale, add, values, LEAD_IN, rows * WIDTH);
  }

  private void ofWideWeights(WeightSums from, int place, int length) {
    for (int k = 0; k < length; k++) {
      float gradient = from.added(0).weightScale() * (float) from.wide(0, place + k);
      for (int sum = 1; sum < from.count(); sum++) {
        gradient += from.added(sum).weightScale() * (float) from.wide(sum, place + k);
      }
      values[LEAD_IN + k] = gradient;
    }
  }

  /** The gradient of one panel of hidden biases. */
  void ofHidden(List<MergedPhase> phases, int panel) {
    Arrays.fill(values, LEAD_IN, LEAD_IN + WIDTH, 0f);
    for (MergedPhase phase : phases) {
      phase.sumHidden(panel, wideSums, sums.get(0));
      addWide(phase.probabilityScale());
    }
  }

  /** The gradient of one panel of visible biases. */
  void ofVisible(List<MergedPhase> phases, int panel) {
    Arrays.fill(values, LEAD_IN, LEAD_IN + WIDTH, 0f);
    for (MergedPhase phase : phases) {
      phase.sumVisible(panel, wideSums);
      addWide(phase.scale());
    }
  }

  private void addWide(float scale) {
    for (int column = 0; column < WIDTH; column++) {
      values[LEAD_IN + column] += scale * (float) wideSums[column];
    }
  }
}
