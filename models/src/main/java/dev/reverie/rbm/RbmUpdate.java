package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import java.util.List;

/**
 * One gradient step. A part is one panel of hidden units by up to {@value #GROUPS} groups of 64
 * visible ones: their sums are made, their weights stepped and copied while they are in the caches.
 * The last part is the biases, unless their gradient needs that of all weights.
 */
final class RbmUpdate implements DividedUpdate {
  private static final int WIDTH = Panels.WIDTH;
  private static final int GROUPS = 4;

  /** Log variances stay within this: beyond it a unit is a constant, or noise. */
  static final float LOG_VARIANCE_LIMIT = 12f;

  private final Rbm rbm;
  private final RbmLearning learning;
  private final List<View> views;
  private final List<MergedPhase> phases;
  private final WeightSums sums;
  private final ValueGradient value;
  private final Stepper stepper;

  /** The one sum, and the copies, where nothing comes between it, the step and them; or null. */
  private final Bundle direct;

  private final PackedWeights packed;

  private final Parameters current;
  private final Parameters next;
  private final float[] scales;
  private final int groups;
  private final int partsOfPanel;
  private final float[] largest;
  private final float[] largestFast;

  /**
   * @param phases two at least, of which the first is the data's and the second the model's
   */
  RbmUpdate(
      Rbm rbm,
      RbmLearning learning,
      Stepper stepper,
      List<MergedPhase> phases,
      Parameters current,
      Parameters next) {
    this.rbm = rbm;
    this.learning = learning;
    this.views = rbm.views();
    this.phases = phases;
    this.sums = new WeightSums(rbm, phases);
    this.value = ValueGradient.of(rbm, current, phases, learning.penalties());
    this.stepper = stepper;
    boolean plain =
        value == null
            && stepper.isPlain()
            && rbm.connections().complete()
            && !rbm.extras().fastWeights()
            && !learning.penalties().bounded()
            && views.size() == 1;
    this.packed = plain && views.get(0).copies() instanceof PackedWeights copies ? copies : null;
    this.direct = packed == null ? null : sums.bundleAlone();
    this.current = current;
    this.next = next;
    this.scales = new float[views.size()];
    for (int k = 0; k < scales.length; k++) {
      scales[k] = views.get(k).copies().scale(current);
    }
    this.groups = learning.penalties().bounded() ? rbm.visibleWords() : GROUPS;
    this.partsOfPanel = (rbm.visibleWords() + groups - 1) / groups;
    this.largest = new float[rbm.hiddenWords() * partsOfPanel];
    this.largestFast = new float[largest.length];
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
        if (value == null) {
          stepBiases(gradient);
        }
        return;
      }
      int panel = part / partsOfPanel;
      int first = part % partsOfPanel * groups;
      int end = Math.min(first + groups, rbm.visibleWords());
      if (learning.penalties().bounded()) {
        for (int group = first; group < end; group++) {
          stepWeights(panel, group, part, gradient);
        }
        largest[part] =
            NormBound.apply(next, rbm.weights(), panel, learning.penalties().normBound());
        for (int group = first; group < end; group++) {
          copy(panel, group, gradient);
        }
        return;
      }
      for (int group = first; group < end; group++) {
        if (direct != null) {
          stepBySums(panel, group, part, gradient);
        } else {
          stepWeights(panel, group, part, gradient);
          copy(panel, group, gradient);
        }
      }
    } finally {
      rbm.giveBack(gradient);
    }
  }

  private void copy(int panel, int group, RbmGradient gradient) {
    for (int k = 0; k < scales.length; k++) {
      views.get(k).copies().copy(next, scales[k], panel, group, gradient.copyWork);
    }
  }

  private void stepWeights(int panel, int group, int part, RbmGradient gradient) {
    int first = group * WIDTH;
    int end = Math.min(WIDTH, rbm.visible() - first);
    gradient.sumWeights(sums, panel, first);
    for (int row = 0; row < end; row += RbmGradient.ROWS) {
      int rows = Math.min(RbmGradient.ROWS, end - row);
      gradient.ofWeights(sums, panel, first, row, rows);
      if (value != null) {
        value.correct(panel, first + row, rows, gradient);
      }
      rbm.connections().mask(gradient.values, Panels.LEAD_IN, first + row, rows, panel);
      int place = (panel * rbm.visible() + first + row) * WIDTH;
      float moved = stepper.weights(rbm.weights(), place, rows * WIDTH, gradient);
      largest[part] = Math.max(largest[part], moved);
      if (rbm.extras().fastWeights()) {
        float fast = stepper.fast(rbm.fastWeights(), place, rows * WIDTH, gradient);
        largestFast[part] = Math.max(largestFast[part], fast);
      }
    }
  }

  private void stepBySums(int panel, int group, int part, RbmGradient gradient) {
    int first = group * WIDTH;
    float moved =
        stepper.weightsBySums(
            rbm.weights(),
            (panel * rbm.visible() + first) * WIDTH,
            direct,
            panel,
            first,
            sums.added(0).weightScale(),
            gradient.firstSum(),
            packed);
    largest[part] = Math.max(largest[part], moved);
    packed.finishBlock(next, panel, group, gradient.copyWork);
  }

  private void stepBiases(RbmGradient gradient) {
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      if (value == null) {
        gradient.ofVisible(phases, panel);
      } else {
        value.ofVisible(panel, gradient.values);
      }
      stepBias(rbm.visibleBias(), rbm.fastVisibleBias(), panel, gradient);
    }
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      if (value == null) {
        gradient.ofHidden(phases, panel);
      } else {
        value.ofHidden(panel, gradient.values);
      }
      stepBias(rbm.hiddenBias(), rbm.fastHiddenBias(), panel, gradient);
    }
  }

  private void stepBias(Block bias, Block fast, int panel, RbmGradient gradient) {
    stepper.others(bias, panel * WIDTH, WIDTH, gradient);
    if (rbm.extras().fastWeights()) {
      stepper.fast(fast, panel * WIDTH, WIDTH, gradient);
    }
  }

  private void stepLogVariances(RbmGradient gradient) {
    Block block = rbm.visibleLogVariance();
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      value.ofLogVariance(panel, gradient.values);
      stepper.others(block, panel * WIDTH, WIDTH, gradient);
    }
    requireBounded(block, largest(block));
    for (int i = 0; i < block.columns(); i++) {
      float moved = next.at(block, 0, i);
      next.set(block, 0, i, Math.min(Math.max(moved, -LOG_VARIANCE_LIMIT), LOG_VARIANCE_LIMIT));
    }
  }

  @Override
  public void finish() {
    sums.giveBack();
    if (value != null) {
      RbmGradient gradient = rbm.borrowGradient();
      stepBiases(gradient);
      if (rbm.hasVariances()) {
        stepLogVariances(gradient);
      }
      rbm.giveBack(gradient);
    }
    float weight = largest(largest);
    float fast = largest(largestFast);
    requireBounded(rbm.weights(), weight);
    requireBounded(rbm.visibleBias(), largest(rbm.visibleBias()));
    requireBounded(rbm.hiddenBias(), largest(rbm.hiddenBias()));
    if (rbm.extras().fastWeights()) {
      requireBounded(rbm.fastWeights(), fast);
      requireBounded(rbm.fastVisibleBias(), largest(rbm.fastVisibleBias()));
      requireBounded(rbm.fastHiddenBias(), largest(rbm.fastHiddenBias()));
    }
    if (rbm.extras().offsets()) {
      new Offsets(rbm, learning.centring()).move(phases, current, next);
    }
    for (int k = 0; k < scales.length; k++) {
      views.get(k).copies().finish(next, scales[k], k == 0 ? weight : weight + fast);
      views.get(k).deriveBiases(next);
    }
  }

  private static float largest(float[] values) {
    float all = 0;
    for (float one : values) {
      all = Math.max(all, one);
    }
    return all;
  }

  private float largest(Block bias) {
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
