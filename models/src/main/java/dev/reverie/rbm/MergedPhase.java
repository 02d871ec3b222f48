package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All contributions to one phase of an update, as if they were one; nothing was contributed to a
 * phase that is missing. Reads only.
 */
final class MergedPhase {
  private static final double PROBABILITY = 1.0 / (1 << VectorOps.PROBABILITY_BITS);
  private static final int WIDTH = Panels.WIDTH;
  private static final VectorOps OPS = VectorOps.best();
  private static final int LEAD_IN = Panels.LEAD_IN;

  private final int units;
  private final int sign;
  private final long count;
  private final double visibleUnit;
  private final double hiddenUnit;
  private final double share;
  private final float scale;
  private final float probabilityScale;
  private final float weightScale;
  private final Slab[] slabs;
  private final RbmSums[] matrices;

  private MergedPhase(Rbm rbm, double scale, long count, List<Slab> slabs, List<RbmSums> matrices) {
    double visibleUnit = matrices.isEmpty() ? 1 : matrices.get(0).visibleUnit();
    double hiddenUnit = matrices.isEmpty() ? PROBABILITY : matrices.get(0).hiddenUnit();
    this.units = rbm.visible();
    this.sign = (int) Math.signum(scale);
    this.count = count;
    this.visibleUnit = visibleUnit;
    this.hiddenUnit = hiddenUnit;
    this.share = scale;
    this.scale = (float) (scale * visibleUnit);
    this.probabilityScale = (float) (scale * hiddenUnit);
    this.weightScale = (float) (scale * visibleUnit * hiddenUnit);
    this.slabs = slabs.toArray(Slab[]::new);
    this.matrices = matrices.toArray(RbmSums[]::new);
  }

  static MergedPhase missing(Rbm rbm) {
    return new MergedPhase(rbm, 0, 0, List.of(), List.of());
  }

  /**
   * One phase of several, merged.
   *
   * @param weight of its average in the gradient
   */
  static MergedPhase of(Rbm rbm, PhaseStatistics phase, double weight) {
    List<Slab> slabs = new ArrayList<>();
    List<RbmSums> matrices = new ArrayList<>();
    for (Sums part : phase.parts()) {
      RbmSums sums = ((StateSums) part).states();
      slabs.addAll(sums.slabs());
      matrices.addAll(sums.matrices());
    }
    if (slabs.isEmpty() && matrices.isEmpty()) {
      return missing(rbm);
    }
    double scale = weight * phase.phase().sign() / phase.count();
    return new MergedPhase(rbm, scale, phase.count(), slabs, matrices);
  }

  /** Visible units. */
  int units() {
    return units;
  }

  /** +1, -1, or 0 when nothing was contributed. */
  int sign() {
    return sign;
  }

  /** The mean of one visible unit's bits or values. */
  double visibleMean(int unit) {
    return visible(unit) * visibleUnit / count;
  }

  /** What the squares of one visible unit's values add to the gradient; not kept for bits. */
  double visibleSquareChange(int unit) {
    long sum = 0;
    for (RbmSums part : matrices) {
      sum += part.squares[unit];
    }
    return matrices.length == 0 ? 0 : sum * matrices[0].squareUnit() * share;
  }

  /** The mean of a hidden unit from its sum. */
  double hiddenMean(double sum) {
    return sum * hiddenUnit / count;
  }

  /** What a sum of weights' statistics is worth in the gradient. */
  float weightScale() {
    return weightScale;
  }

  /** What a sum of visible units is worth in the gradient. */
  float scale() {
    return scale;
  }

  /** What a sum of hidden units is worth in the gradient. */
  float probabilityScale() {
    return probabilityScale;
  }

  /** Whether what the other sums is taken off what this one sums, one for one. */
  boolean isOppositeOf(MergedPhase other) {
    return scale == -other.scale
        && probabilityScale == -other.probabilityScale
        && weightScale == -other.weightScale;
  }

  /** Whether sums take 64 bits. */
  boolean isWide() {
    return matrices.length > 0 && !matrices[0].isNarrow();
  }

  /** Whether states with bits alone were contributed: no means of units, and no sums. */
  boolean isOfBits() {
    boolean bits = matrices.length == 0;
    for (Slab slab : slabs) {
      bits &= slab.isOfBits();
    }
    return bits;
  }

  /** The states that are kept as such. */
  List<Slab> slabs() {
    return List.of(slabs);
  }

  /**
   * Adds what means of up to 64 visible units and one panel come to, or takes it off, from {@link
   * Panels#LEAD_IN} on.
   *
   * @param first of the units, a multiple of 64
   */
  void addMeans(int panel, int first, Into into, int[] out) {
    for (Slab slab : slabs) {
      slab.sumMeans(panel, first, into, out, LEAD_IN);
    }
  }

  /**
   * Adds what matrices of 32 bits hold for up to 64 visible units and one panel, likewise.
   *
   * @param into ADD, or SUBTRACT to take it off
   */
  void addMatrices(int panel, int first, Into into, int[] out) {
    int length = Math.min(WIDTH, units - first) * WIDTH;
    int at = LEAD_IN + (panel * units + first) * WIDTH;
    for (RbmSums part : matrices) {
      OPS.merge(part.narrowWeights, at, into, out, LEAD_IN, length);
    }
  }

  /** The sum of one weight: its place is that in plain panels. */
  double weight(int at) {
    long sum = 0;
    for (RbmSums part : matrices) {
      sum += part.isNarrow() ? part.narrowWeights[LEAD_IN + at] : part.wideWeights[at];
    }
    return sum;
  }

  /** Writes the sums of one panel of hidden units to {@code out}; {@code work} is as long. */
  void sumHidden(int panel, double[] out, int[] work) {
    Arrays.fill(out, 0);
    for (Slab slab : slabs) {
      slab.sumHidden(panel, work);
      for (int column = 0; column < WIDTH; column++) {
        out[column] += work[column];
      }
    }
    for (RbmSums part : matrices) {
      for (int column = 0; column < WIDTH; column++) {
        out[column] += part.hidden[panel * WIDTH + column];
      }
    }
  }

  /** Writes the sums of one panel of visible units to {@code out}, 0 for padding. */
  void sumVisible(int panel, double[] out) {
    int first = panel * WIDTH;
    int end = Math.min(WIDTH, units - first);
    Arrays.fill(out, 0);
    for (Slab slab : slabs) {
      for (int column = 0; column < end; column++) {
        out[column] += slab.visibleSum(first + column);
      }
    }
    for (RbmSums part : matrices) {
      for (int column = 0; column < end; column++) {
        out[column] += part.visible[first + column];
      }
    }
  }

  /** The sum of one visible unit. */
  double visible(int unit) {
    double sum = 0;
    for (Slab slab : slabs) {
      sum += slab.visibleSum(unit);
    }
    for (RbmSums part : matrices) {
      sum += part.visible[unit];
    }
    return sum;
  }
}
