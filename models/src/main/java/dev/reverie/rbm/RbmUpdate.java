package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/**
 * One gradient step. A part is one panel of hidden units by up to {@value #GROUPS} groups of 64
 * visible ones: their sums are made, their weights stepped, packed and transposed while they are in
 * the caches. The last part is the biases. There are one or two phases.
 */
final class RbmUpdate implements DividedUpdate {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int GROUPS = 4;

  private final Rbm rbm;
  private final List<View> views;
  private final MergedPhase phase;
  private final MergedPhase other;
  private final StepSize size;
  private final StepSize biasSize;
  private final Velocities velocities;
  private final Parameters current;
  private final Parameters next;
  private final float[] scales;
  private final int partsOfPanel;
  private final float[] largest;

  RbmUpdate(
      Rbm rbm,
      StepSize size,
      Velocities velocities,
      Parameters current,
      List<PhaseStatistics> statistics,
      Parameters next) {
    this.rbm = rbm;
    this.views = rbm.views();
    this.phase = MergedPhase.of(rbm, statistics.get(0));
    this.other =
        statistics.size() > 1 ? MergedPhase.of(rbm, statistics.get(1)) : MergedPhase.missing(rbm);
    this.size = size;
    this.biasSize = new StepSize(size.rate(), size.momentum(), 0f);
    this.velocities = velocities;
    this.current = current;
    this.next = next;
    this.scales = new float[views.size()];
    for (int k = 0; k < scales.length; k++) {
      scales[k] = views.get(k).copies().scale(current);
    }
    this.partsOfPanel = (rbm.visibleWords() + GROUPS - 1) / GROUPS;
    this.largest = new float[rbm.hiddenWords() * partsOfPanel];
  }

  @Override
  public int parts() {
    return largest.length + 1;
  }

  @Override
  public void make(int part) {
    RbmGradient gradient = rbm.borrowGradient();
    try {
      if (part == largest.length) {
        stepBiases(gradient);
        return;
      }
      int panel = part / partsOfPanel;
      int first = part % partsOfPanel * GROUPS;
      for (int group = first; group < Math.min(first + GROUPS, rbm.visibleWords()); group++) {
        stepWeights(panel, group, part, gradient);
        for (int k = 0; k < scales.length; k++) {
          views.get(k).copies().copy(next, scales[k], panel, group, gradient.copyWork);
        }
      }
    } finally {
      rbm.giveBack(gradient);
    }
  }

  private void stepWeights(int panel, int group, int part, RbmGradient gradient) {
    int first = group * WIDTH;
    int end = Math.min(WIDTH, rbm.visible() - first);
    gradient.sumWeights(phase, other, panel, first);
    for (int row = 0; row < end; row += RbmGradient.ROWS) {
      int rows = Math.min(RbmGradient.ROWS, end - row);
      gradient.ofWeights(phase, other, panel, first, row, rows);
      int place = (panel * rbm.visible() + first + row) * WIDTH;
      float moved = step(rbm.weights(), place, rows * WIDTH, velocities.weights(), size, gradient);
      largest[part] = Math.max(largest[part], moved);
    }
  }

  private void stepBiases(RbmGradient gradient) {
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      gradient.ofVisible(phase, other, panel);
      step(rbm.visibleBias(), panel * WIDTH, WIDTH, velocities.visible(), biasSize, gradient);
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      gradient.ofHidden(phase, other, panel);
      step(rbm.hiddenBias(), panel * WIDTH, WIDTH, velocities.hidden(), biasSize, gradient);
    }
  }

  private float step(
      Block block, int place, int length, int velocity, StepSize by, RbmGradient gradient) {
    boolean moves = velocities.present();
    float moved =
        OPS.step(
            current.values(),
            block.offset() + place,
            gradient.values,
            Panels.LEAD_IN,
            moves ? velocities.values() : gradient.still,
            moves ? velocity + place : Panels.LEAD_IN,
            by,
            next.values(),
            block.offset() + place,
            length);
    if (!(moved <= Parameters.LIMIT)) {
      gradient.forget();
    }
    return moved;
  }

  @Override
  public void finish() {
    float all = 0;
    for (float one : largest) {
      all = Math.max(all, one);
    }
    requireBounded(rbm.weights(), all);
    requireBounded(rbm.visibleBias(), largestBias(rbm.visibleBias()));
    requireBounded(rbm.hiddenBias(), largestBias(rbm.hiddenBias()));
    for (int k = 0; k < scales.length; k++) {
      views.get(k).copies().finish(next, scales[k], all);
      views.get(k).deriveBiases(next);
    }
  }

  private float largestBias(Block bias) {
    float all = 0;
    for (int column = 0; column < bias.columns(); column++) {
      all = Math.max(all, Math.abs(next.values()[bias.offset() + column]));
    }
    return all;
  }

  private static void requireBounded(Block block, float largest) {
    if (!(largest <= Parameters.LIMIT)) {
      throw new DivergedException(
          "largest magnitude in "
              + block.name()
              + "="
              + largest
              + ", must be at most "
              + Parameters.LIMIT,
          "update");
    }
  }
}
