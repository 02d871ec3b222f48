package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
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
  private final double[] wideSums = new double[WIDTH];

  private static int[] block() {
    return new int[LEAD_IN + WIDTH * WIDTH];
  }

  /**
   * Sums what the weights of up to 64 visible units, from a multiple of 64 on, and one panel of
   * hidden units need. Two phases of equal size and opposite sign are sums of one unit, and their
   * difference is taken among whole numbers.
   */
  void sumWeights(List<MergedPhase> phases, int panel, int first) {
    if (wide(phases)) {
      return;
    }
    while (sums.size() < phases.size()) {
      sums.add(block());
    }
    phases.get(0).sumWeights(panel, first, Into.SET, sums.get(0));
    if (phases.get(0).isOppositeOf(phases.get(1))) {
      phases.get(1).sumWeights(panel, first, Into.SUBTRACT, sums.get(0));
    } else {
      phases.get(1).sumWeights(panel, first, Into.SET, sums.get(1));
    }
    for (int k = 2; k < phases.size(); k++) {
      phases.get(k).sumWeights(panel, first, Into.SET, sums.get(k));
    }
  }

  private static boolean wide(List<MergedPhase> phases) {
    for (MergedPhase phase : phases) {
      if (phase.isWide()) {
        return true;
      }
    }
    return false;
  }

  /** The gradient of {@code rows} of the weights that were summed last. */
  void ofWeights(List<MergedPhase> phases, int panel, int first, int row, int rows) {
    MergedPhase one = phases.get(0);
    if (wide(phases)) {
      ofWideWeights(phases, (panel * one.units() + first + row) * WIDTH, rows * WIDTH);
      return;
    }
    scale(0, one.weightScale(), false, row, rows);
    for (int k = one.isOppositeOf(phases.get(1)) ? 2 : 1; k < phases.size(); k++) {
      scale(k, phases.get(k).weightScale(), true, row, rows);
    }
  }

  private void scale(int phase, float scale, boolean add, int row, int rows) {
    int at = LEAD_IN + row * WIDTH;
    OPS.scale(sums.get(phase), at, scale, add, values, LEAD_IN, rows * WIDTH);
  }

  private void ofWideWeights(List<MergedPhase> phases, int place, int length) {
    MergedPhase one = phases.get(0);
    MergedPhase other = phases.get(1);
    boolean merged = one.isOppositeOf(other);
    for (int k = 0; k < length; k++) {
      double sum = one.weight(place + k);
      double rest = other.weight(place + k);
      float gradient =
          merged
              ? one.weightScale() * (float) (sum - rest)
              : one.weightScale() * (float) sum + other.weightScale() * (float) rest;
      for (int more = 2; more < phases.size(); more++) {
        gradient += phases.get(more).weightScale() * (float) phases.get(more).weight(place + k);
      }
      values[LEAD_IN + k] = gradient;
    }
  }

  /** The gradient of one panel of hidden biases. */
  void ofHidden(List<MergedPhase> phases, int panel) {
    Arrays.fill(values, LEAD_IN, LEAD_IN + WIDTH, 0f);
    for (MergedPhase phase : phases) {
      phase.sumHidden(panel, wideSums, sums.get(0));
      for (int column = 0; column < WIDTH; column++) {
        values[LEAD_IN + column] += phase.probabilityScale() * (float) wideSums[column];
      }
    }
  }

  /** The gradient of one panel of visible biases. */
  void ofVisible(List<MergedPhase> phases, int panel) {
    for (int column = 0; column < WIDTH; column++) {
      int unit = panel * WIDTH + column;
      float gradient = 0;
      for (MergedPhase phase : phases) {
        gradient += unit < phase.units() ? phase.scale() * (float) phase.visible(unit) : 0;
      }
      values[LEAD_IN + column] = gradient;
    }
  }
}
