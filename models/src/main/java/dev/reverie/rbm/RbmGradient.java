package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import java.util.Arrays;

/** Merges the phases' sums into the gradient of a few rows of one panel, or of a bias. */
final class RbmGradient {
  /** Rows of weights that are worked on together: they stay in the first-level cache. */
  static final int ROWS = 16;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  /** The gradient of the last rows asked for, from {@link Panels#LEAD_IN} on. */
  final float[] values = new float[LEAD_IN + ROWS * WIDTH];

  /** Stands in for velocities where nothing has any. */
  final float[] still = new float[LEAD_IN + ROWS * WIDTH];

  /** For {@link VectorOps#transpose}. */
  final long[] work = new long[VectorOps.TRANSPOSE_WORK];

  private final int[] sums = new int[LEAD_IN + ROWS * WIDTH];
  private final int[] others = new int[LEAD_IN + ROWS * WIDTH];
  private final long[] wideSums = new long[WIDTH];
  private final long[] wideOthers = new long[WIDTH];

  /** After a step that was not finite, which momentum 0 does not undo. */
  void forget() {
    Arrays.fill(still, 0f);
  }

  /** The gradient of the weights of {@code rows} visible units and one panel of hidden units. */
  void ofWeights(MergedPhase phase, MergedPhase other, int panel, int first, int rows) {
    if (phase.isWide() || other.isWide()) {
      for (int k = 0; k < rows * WIDTH; k++) {
        int at = (panel * phase.units() + first) * WIDTH + k;
        values[LEAD_IN + k] =
            phase.probabilityScale() * phase.weight(at)
                + other.probabilityScale() * other.weight(at);
      }
      return;
    }
    phase.sumWeights(panel, first, rows, sums);
    other.sumWeights(panel, first, rows, others);
    OPS.combine(
        sums,
        LEAD_IN,
        phase.probabilityScale(),
        others,
        LEAD_IN,
        other.probabilityScale(),
        values,
        LEAD_IN,
        rows * WIDTH);
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
