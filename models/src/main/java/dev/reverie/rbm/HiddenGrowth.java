package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.SoftplusGrowth;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;

/**
 * What hidden units add to the growth of log p*(v) of a few states when all fields x of a machine
 * are multiplied with a growing beta: for each the growth of {@code log(1 + exp(beta x))}, for a
 * softmax group that of the log of the sum of its {@code exp(beta x_k)}. One thread at a time.
 */
final class HiddenGrowth {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  private final Rbm rbm;
  private final List<Layer.Part> groups;
  private final int[] places;
  private final int[] starts = new int[Slab.STATES + 1];
  private final float[][] groupFields;
  private int count;

  /** Fields of one panel of all states. */
  private final float[] fields = new float[LEAD_IN + Slab.STATES * WIDTH];

  private final float[] work = new float[VectorOps.GROWTH_LENGTH];

  HiddenGrowth(Rbm rbm) {
    this.rbm = rbm;
    this.groups =
        rbm.hiddenLayer().parts().stream().filter(part -> part.kind() == UnitKind.SOFTMAX).toList();
    int most = Panels.padded(rbm.visible()) + 3;
    this.places = new int[Math.multiplyExact(Slab.STATES, most) + Panels.SPARE_PLACES];
    this.groupFields = groups.isEmpty() ? null : new float[Slab.STATES][rbm.hidden()];
  }

  /** Bytes that one takes. */
  static long bytes(Rbm rbm) {
    return (long) Slab.STATES
        * (Integer.BYTES * (long) Panels.padded(rbm.visible()) + Float.BYTES * (long) rbm.hidden());
  }

  /** Takes the packed visible units of {@code count} states. */
  void take(long[] visible, int count) {
    this.count = count;
    int zeros = rbm.visible() * Panels.ROW_WORDS;
    OPS.places(visible, 0, rbm.visibleWords(), count, zeros, places, starts);
  }

  /**
   * Computes one panel's fields; those of padding and of softmax units, which are kept for later,
   * become 0 and add nothing.
   *
   * @param machine whose packed weights, their unit and hidden biases these blocks are
   */
  void prepare(Parameters machine, Block packed, Block unit, Block hiddenBias, int panel) {
    float[] values = machine.values();
    float worth = values[unit.offset()];
    int weights = packed.offset() + panel * Panels.packedPanel(rbm.visible());
    int bias = hiddenBias.offset() + panel * WIDTH;
    OPS.fields(
        machine.words(), weights, places, starts, count, worth, values, bias, fields, LEAD_IN);
    int units = Math.min(WIDTH, rbm.hidden() - panel * WIDTH);
    for (int n = 0; n < count; n++) {
      int at = LEAD_IN + n * WIDTH;
      Arrays.fill(fields, at + units, at + WIDTH, 0f);
      for (Layer.Part part : groups) {
        int from = Math.max(part.first() - panel * WIDTH, 0);
        int to = Math.min(part.end() - panel * WIDTH, units);
        for (int column = from; column < to; column++) {
          groupFields[n][panel * WIDTH + column] = fields[at + column];
          fields[at + column] = 0f;
        }
      }
    }
  }

  /** The growth of one state by the panel that was prepared last, from beta on. */
  double ofPanel(int n, float from, float change) {
    return SoftplusGrowth.of(fields, LEAD_IN + n * WIDTH, from, change, work);
  }

  /** The growth of one state by all softmax groups, when all panels have been prepared. */
  double ofGroups(int n, float from, float change) {
    double sum = 0;
    for (Layer.Part part : groups) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        sum += ofGroup(groupFields[n], first, part.states(), from, change);
      }
    }
    return sum;
  }

  private static double ofGroup(float[] fields, int first, int states, double from, double change) {
    double largest = fields[first];
    for (int k = first + 1; k < first + states; k++) {
      largest = Math.max(largest, fields[k]);
    }
    double before = 0;
    double after = 0;
    for (int k = first; k < first + states; k++) {
      before += StrictMath.exp(from * (fields[k] - largest));
      after += StrictMath.exp((from + change) * (fields[k] - largest));
    }
    return change * largest + StrictMath.log(after / before);
  }
}
