package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import java.util.Arrays;

/** Merges the phases' sums into the gradient of 64 rows of one panel, or of a bias. */
final class RbmGradient {
  /** Rows whose gradient is worked on at a time: it stays in the first-level cache. */
  static final int ROWS = 16;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  /** The last gradient asked for, from {@link Panels#LEAD_IN} on. */
  final float[] values = new float[LEAD_IN + ROWS * WIDTH];

  /** Stands in for velocities where nothing has any. */
  final float[] still = new float[LEAD_IN + ROWS * WIDTH];

  /** For copying what was stepped. */
  final CopyWork copyWork = new CopyWork();

  private final int[] sums = new int[LEAD_IN + WIDTH * WIDTH];
  private final int[] others = new int[LEAD_IN + WIDTH * WIDTH];
  private final long[] wideSums = new long[WIDTH];
  private final long[] wideOthers = new long[WIDTH];

  /** After a step that was not finite, which momentum 0 does not undo. */
  void forget() {
    Arrays.fill(still, 0f);
  }

  /**
   * Sums what the weights of up to 64 visible units, from a multiple of 64 on, and one panel of
   * hidden units need. Phases of equal size and opposite sign are sums of one unit, and their
   * difference is taken among whole numbers.
   */
  void sumWeights(MergedPhase phase, MergedPhase other, int panel, int first) {
    if (phase.isWide() || other.isWide()) {
      return;
    }
    phase.sumWeights(panel, first, Into.SET, sums);
    if (phase.isOppositeOf(other)) {
      other.sumWeights(panel, first, Into.SUBTRACT, sums);
    } else {
      other.sumWeights(panel, first, Into.SET, others);
    }
  }

  /** The gradient of {@code rows} of the weights that were summed last. */
  void ofWeights(MergedPhase phase, MergedPhase other, int panel, int first, int row, int rows) {
    if (phase.isWide() || other.isWide()) {
      ofWideWeights(phase, other, (panel * phase.units() + first + row) * WIDTH, rows * WIDTH);
      return;
    }
    boolean merged = phase.isOppositeOf(other);
    OPS.combine(
        sums,
        LEAD_IN + row * WIDTH,
        phase.probabilityScale(),
        merged ? sums : others,
        LEAD_IN + row * WIDTH,
        merged ? 0 : other.probabilityScale(),
        values,
        LEAD_IN,
        rows * WIDTH);
  }

  private void ofWideWeights(MergedPhase phase, MergedPhase other, int place, int length) {
    boolean merged = phase.isOppositeOf(other);
    for (int k = 0; k < length; k++) {
      long sum = phase.weight(place + k);
      long rest = other.weight(place + k);
      values[LEAD_IN + k] =
          merged
              ? phase.probabilityScale() * (sum - rest)
              : phase.probabilityScale() * sum + other.probabilityScale() * rest;
    }
  }

  /** The gradient of one panel of hidden biases. */
  void ofHidden(MergedPhase phase, MergedPhase other, int panel) {
    phase.sumHidden(panel, wideSums, sums);
    other.sumHidden(panel, wideOthers, others);
    for (int column = 0; column < WIDTH; column++) {
      values[LEAD_IN + column] =
          phase.probabilityScale() * wideSums[column]
              + other.probabilityScale() * wideOthers[column];
    }
  }

  /** The gradient of one panel of visible biases. */
  void ofVisible(MergedPhase phase, MergedPhase other, int panel) {
    for (int column = 0; column < WIDTH; column++) {
      int unit = panel * WIDTH + column;
      values[LEAD_IN + column] =
          unit < phase.units()
              ? phase.scale() * phase.visible(unit) + other.scale() * other.visible(unit)
              : 0;
    }
  }
}
