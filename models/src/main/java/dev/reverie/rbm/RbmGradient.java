package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Merges the phases' sums into the gradient of one panel of weights, or of a bias. */
final class RbmGradient {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final double PROBABILITY = 1.0 / (1 << VectorOps.PROBABILITY_BITS);

  /** The gradient of the last block asked for, from {@link Panels#LEAD_IN} on. */
  final float[] values;

  private final int[] merged;
  private final long[] wide;
  private final int rows;

  RbmGradient(Rbm rbm) {
    this.rows = rbm.visible();
    int biases = Panels.padded(Math.max(rbm.visible(), rbm.hidden()));
    int length = Math.max(rows * WIDTH, biases);
    this.values = new float[Panels.LEAD_IN + length];
    this.merged = new int[Panels.LEAD_IN + length];
    this.wide = new long[length];
  }

  /** Bytes that it takes. */
  static long bytes(Rbm rbm) {
    long biases = Math.max(Panels.padded(rbm.visible()), Panels.padded(rbm.hidden()));
    long length = Math.max((long) rbm.visible() * WIDTH, biases);
    return length * (Float.BYTES + Integer.BYTES + Long.BYTES);
  }

  void ofWeights(List<PhaseStatistics> statistics, int panel) {
    int length = rows * WIDTH;
    clear(length);
    for (PhaseStatistics phase : statistics) {
      List<RbmSums> parts = parts(phase);
      if (parts.isEmpty()) {
        continue;
      }
      float scale = (float) (phase.phase().sign() * PROBABILITY / phase.count());
      if (parts.get(0).isNarrow()) {
        addNarrow(parts, panel * length, length, scale);
      } else {
        addWide(parts, panel * length, length, scale);
      }
    }
  }

  private void addNarrow(List<RbmSums> parts, int offset, int length, float scale) {
    int from = Panels.LEAD_IN + offset;
    int[] sum = parts.get(0).narrowWeights;
    if (parts.size() > 1) {
      System.arraycopy(sum, from, merged, Panels.LEAD_IN, length);
      for (int part = 1; part < parts.size(); part++) {
        addTo(merged, parts.get(part).narrowWeights, from, length);
      }
      sum = merged;
      from = Panels.LEAD_IN;
    }
    for (int k = 0; k < length; k += WIDTH) {
      OPS.addScaled(sum, from + k, scale, values, Panels.LEAD_IN + k);
    }
  }

  private static void addTo(int[] total, int[] part, int from, int length) {
    for (int k = 0; k < length; k++) {
      total[Panels.LEAD_IN + k] += part[from + k];
    }
  }

  private void addWide(List<RbmSums> parts, int offset, int length, float scale) {
    Arrays.fill(wide, 0);
    for (RbmSums part : parts) {
      for (int k = 0; k < length; k++) {
        wide[k] += part.wideWeights[Panels.LEAD_IN / 2 + offset + k];
      }
    }
    for (int k = 0; k < length; k++) {
      values[Panels.LEAD_IN + k] += scale * wide[k];
    }
  }

  void ofBias(List<PhaseStatistics> statistics, boolean visible, int units) {
    clear(Panels.padded(units));
    for (PhaseStatistics phase : statistics) {
      double unit = visible ? 1 : PROBABILITY;
      float scale = (float) (phase.phase().sign() * unit / phase.count());
      List<RbmSums> parts = parts(phase);
      for (int k = 0; k < units && !parts.isEmpty(); k++) {
        long sum = 0;
        for (RbmSums part : parts) {
          sum += visible ? part.visible[k] : part.hidden[k];
        }
        values[Panels.LEAD_IN + k] += scale * sum;
      }
    }
  }

  private void clear(int length) {
    Arrays.fill(values, Panels.LEAD_IN, Panels.LEAD_IN + length, 0f);
  }

  private static List<RbmSums> parts(PhaseStatistics phase) {
    List<RbmSums> parts = new ArrayList<>();
    for (Sums sums : phase.parts()) {
      if (!((RbmSums) sums).isEmpty()) {
        parts.add((RbmSums) sums);
      }
    }
    return parts;
  }
}
