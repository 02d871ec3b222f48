package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.Softmax;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The softmax groups of a layer of bits: each is drawn as a whole, once all its fields are known,
 * with the random number of its first unit.
 */
final class SoftmaxUnits {
  private static final int WIDTH = Panels.WIDTH;

  private final List<Layer.Part> parts;
  private final int units;

  private SoftmaxUnits(List<Layer.Part> parts) {
    this.parts = parts;
    this.units = parts.stream().mapToInt(Layer.Part::units).sum();
  }

  /** Those of a layer, or null where it has none. */
  static SoftmaxUnits of(Layer layer) {
    List<Layer.Part> parts = new ArrayList<>();
    for (Layer.Part part : layer.parts()) {
      if (part.kind() == UnitKind.SOFTMAX) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : new SoftmaxUnits(parts);
  }

  /** Remembers the fields of a panel's softmax units, and has none of them drawn on its own. */
  void take(int panel, int count, Scratch scratch) {
    float[] kept = scratch.softmaxFields(units);
    int before = 0;
    for (Layer.Part part : parts) {
      int from = Math.max(part.first(), panel * WIDTH);
      int to = Math.min(part.end(), panel * WIDTH + WIDTH);
      for (int unit = from; unit < to; unit++) {
        int column = Panels.LEAD_IN + unit - panel * WIDTH;
        for (int n = 0; n < count; n++) {
          int at = n * units + before + unit - part.first();
          kept[at] = scratch.fields[column + n * WIDTH];
          scratch.thresholds[column + n * WIDTH] = 0;
        }
      }
      before += part.units();
    }
  }

  /** Draws all groups of {@code count} states; the arguments are those of {@link Side#draw}. */
  void draw(
      float beta,
      int count,
      RandomStream random,
      int firstItem,
      long[] steps,
      int stepsOffset,
      long[] out,
      int outOffset,
      int words,
      Slab slab,
      Scratch scratch) {
    float[] fields = scratch.softmaxFields(units);
    int[] weights = scratch.softmaxWeights(units);
    for (int n = 0; n < count; n++) {
      int at = n * units;
      for (Layer.Part part : parts) {
        for (int first = part.first(); first < part.end(); first += part.states()) {
          long sum = Softmax.weights(fields, at, part.states(), beta, weights, 0);
          if (slab != null) {
            setProbabilities(slab, n, first, part.states(), weights, sum);
          }
          if (out != null) {
            int bits = random.bits(firstItem + n, steps[stepsOffset + n], first);
            int unit = first + Softmax.draw(bits, weights, 0, part.states(), sum);
            out[outOffset + n * words + (unit >>> 6)] |= 1L << unit;
          }
          at += part.states();
        }
      }
    }
  }

  private static void setProbabilities(
      Slab slab, int state, int first, int states, int[] weights, long sum) {
    for (int k = 0; k < states; k++) {
      int row = Slab.row((first + k) / WIDTH, state);
      int probability = Softmax.probability(weights[k], sum);
      Panels.setBits(slab.probabilities, row, (first + k) % WIDTH, probability);
    }
  }
}
