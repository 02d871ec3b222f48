package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.optimise.FastWeights;
import dev.reverie.optimise.Optimiser;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;

/**
 * Moves some numbers of a block along their gradient, by the optimiser and the penalties, and the
 * fast ones beside them. What the optimiser keeps lies in the rule's state: {@code NAME_velocity},
 * or {@code NAME_first_moment} and {@code NAME_second_moment}.
 */
final class Stepper {
  private static final VectorOps OPS = VectorOps.best();
  private static final int LEAD_IN = Panels.LEAD_IN;
  private static final String VELOCITY = "_velocity";
  private static final String FIRST = "_first_moment";
  private static final String SECOND = "_second_moment";

  private final RbmLearning learning;
  private final Parameters current;
  private final Parameters state;
  private final Parameters next;
  private final float rate;
  private final StepSize size;
  private final StepSize biasSize;
  private final float firstCorrection;
  private final float secondCorrection;

  Stepper(
      RbmLearning learning, long update, Parameters current, Parameters state, Parameters next) {
    Optimiser optimiser = learning.optimiser();
    this.learning = learning;
    this.current = current;
    this.state = state;
    this.next = next;
    this.rate = (float) learning.schedule().at(update);
    this.size = new StepSize(rate, (float) optimiser.momentum(), (float) learning.penalties().l2());
    this.biasSize = new StepSize(rate, size.momentum(), 0f);
    this.firstCorrection = (float) (1 / (1 - StrictMath.pow(optimiser.momentum(), update + 1.0)));
    this.secondCorrection =
        (float) (1 / (1 - StrictMath.pow(optimiser.secondMoment(), update + 1.0)));
  }

  /** What a rule keeps of the blocks that are learned. */
  static Layout stateLayout(Rbm rbm, Optimiser optimiser) {
    Layout.Builder layout = Layout.builder();
    for (Block block : rbm.layout().blocks()) {
      if (block.role() != Role.LEARNED) {
        continue;
      }
      if (optimiser.kind() == Optimiser.Kind.ADAM) {
        add(layout, block, FIRST);
        add(layout, block, SECOND);
      } else if (optimiser.momentum() != 0) {
        add(layout, block, VELOCITY);
      }
    }
    return layout.build();
  }

  private static void add(Layout.Builder layout, Block block, String suffix) {
    layout.add(
        block.name() + suffix, Role.LEARNED, Storage.PLAIN_PANELS, block.rows(), block.columns());
  }

  /**
   * Moves weights.
   *
   * @return the largest magnitude of a new one, NaN when one is NaN
   */
  float weights(Block block, int place, int length, RbmGradient gradient) {
    float largest = step(block, place, length, gradient, size);
    float shrink = (float) (rate * learning.penalties().l1());
    return shrink == 0 ? largest : shrink(block.offset() + place, length, shrink);
  }

  /** Whether weights move along their gradient and nothing is kept, so that sums are enough. */
  boolean isPlain() {
    Optimiser optimiser = learning.optimiser();
    return optimiser.kind() != Optimiser.Kind.ADAM
        && optimiser.momentum() == 0
        && learning.penalties().l1() == 0;
  }

  /**
   * {@link #weights} of up to 64 visible units and one panel by what a bundle sums, and packs them.
   *
   * @param place of the first one
   * @param scale of the sums in the gradient
   * @param sums has room for them
   */
  float weightsBySums(
      Block block,
      int place,
      Bundle bundle,
      int panel,
      int first,
      float scale,
      int[] sums,
      PackedWeights packed) {
    return bundle.step(
        panel,
        first,
        sums,
        scale,
        size,
        current.values(),
        next.values(),
        block.offset() + place,
        packed.inverse(current),
        next.words(),
        packed.packedRow(panel, first));
  }

  /** Moves biases or variances, which are not penalised. */
  float others(Block block, int place, int length, RbmGradient gradient) {
    return step(block, place, length, gradient, biasSize);
  }

  private float step(Block block, int place, int length, RbmGradient gradient, StepSize by) {
    if (learning.optimiser().kind() == Optimiser.Kind.ADAM) {
      return adam(block, place, length, gradient.values, by);
    }
    boolean moves = learning.optimiser().momentum() != 0;
    return OPS.step(
        current.values(),
        block.offset() + place,
        gradient.values,
        LEAD_IN,
        moves ? state.values() : null,
        moves ? kept(block, VELOCITY) + place : 0,
        by,
        next.values(),
        block.offset() + place,
        length);
  }

  private int kept(Block block, String suffix) {
    return state.layout().block(block.name() + suffix).offset();
  }

  /** Kingma and Ba (2015), algorithm 1, with the penalty's gradient added to the gradient. */
  private float adam(Block block, int place, int length, float[] gradient, StepSize by) {
    float[] kept = state.values();
    float[] from = current.values();
    float[] to = next.values();
    int first = kept(block, FIRST) + place;
    int second = kept(block, SECOND) + place;
    int at = block.offset() + place;
    float firstKept = by.momentum();
    float secondKept = (float) learning.optimiser().secondMoment();
    float epsilon = (float) learning.optimiser().epsilon();
    float largest = 0;
    for (int k = 0; k < length; k++) {
      float force = gradient[LEAD_IN + k] - by.decay() * from[at + k];
      float mean = firstKept * kept[first + k] + (1 - firstKept) * force;
      float square = secondKept * kept[second + k] + (1 - secondKept) * force * force;
      kept[first + k] = mean;
      kept[second + k] = square;
      float root = (float) Math.sqrt(square * secondCorrection);
      float moved = from[at + k] + rate * (mean * firstCorrection) / (root + epsilon);
      to[at + k] = moved;
      largest = Math.max(largest, Math.abs(moved));
    }
    return largest;
  }

  /** Moves new weights towards 0, and not beyond. */
  private float shrink(int at, int length, float by) {
    float[] to = next.values();
    float largest = 0;
    for (int k = 0; k < length; k++) {
      float weight = to[at + k];
      float left = Math.max(Math.abs(weight) - by, 0f);
      to[at + k] = Math.copySign(left, weight);
      largest = Math.max(largest, left);
    }
    return largest;
  }

  /** Moves fast numbers; the gradient is that of the learned ones beside them. */
  float fast(Block block, int place, int length, RbmGradient gradient) {
    FastWeights fast = learning.fastWeights();
    float decay = (float) fast.decay();
    float fastRate = (float) fast.rate();
    float[] from = current.values();
    float[] to = next.values();
    int at = block.offset() + place;
    float largest = 0;
    for (int k = 0; k < length; k++) {
      float moved = decay * from[at + k] + fastRate * gradient.values[LEAD_IN + k];
      to[at + k] = moved;
      largest = Math.max(largest, Math.abs(moved));
    }
    return largest;
  }
}
