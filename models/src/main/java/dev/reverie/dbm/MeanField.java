package dev.reverie.dbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;

/**
 * The factorised distribution over hidden units that is nearest to p(h | v): means that solve
 *
 * <pre>
 *  m_l = logistic(b_l + m_l-1 W_l-1 + W_l m_l+1)        m_0 = v
 * </pre>
 *
 * (Salakhutdinov and Hinton 2009, equation 9), found by sweeps over all odd layers and then all
 * even ones, from what a pass upwards gives with twice the weights from below in place of those
 * from above. Each sweep raises the bound on log p(v). Every example stops on its own, and its
 * means are a function of its visible units and the parameters alone.
 */
final class MeanField {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;
  private static final int PANEL = MeanFieldScratch.PANEL;

  private final Dbm dbm;
  private final int tolerance;
  private final int most;
  private final int observed;
  private final int skipped;
  private final Block weights;
  private final Block byHidden;

  MeanField(Dbm dbm, MeanFieldStop stop) {
    this.dbm = dbm;
    this.tolerance = (int) (stop.tolerance() * (1 << VectorOps.THRESHOLD_BITS));
    this.most = stop.sweeps();
    this.observed = dbm.units(0);
    this.skipped = observed / WIDTH;
    this.weights = dbm.rbm().weights();
    this.byHidden = dbm.depth() > 1 ? dbm.rbm().weightsByHidden() : null;
  }

  /** Finds the means of {@code count} examples, whose visible units are in the scratch. */
  void run(Parameters parameters, int count, MeanFieldScratch s) {
    clamp(parameters, count, s);
    Arrays.setAll(s.active, n -> n);
    for (int layer = 1; layer <= dbm.depth(); layer++) {
      move(parameters, layer, count, true, s);
    }
    int active = count;
    for (int sweep = 1; active > 0 && sweep <= most; sweep++) {
      Arrays.fill(s.changes, 0);
      for (int layer = 1; layer <= dbm.depth(); layer += 2) {
        move(parameters, layer, active, false, s);
      }
      for (int layer = 2; layer <= dbm.depth(); layer += 2) {
        move(parameters, layer, active, false, s);
      }
      active = keepMoving(active, sweep, s);
    }
  }

  private int keepMoving(int active, int sweep, MeanFieldScratch s) {
    int kept = 0;
    for (int k = 0; k < active; k++) {
      int n = s.active[k];
      s.sweeps[n] = sweep;
      if (s.changes[n] > tolerance) {
        s.active[kept++] = n;
      }
    }
    return kept;
  }

  /** Fields of layer 1 from visible units. */
  private void clamp(Parameters parameters, int count, MeanFieldScratch s) {
    float[] values = parameters.values();
    int bias = dbm.biases(1).offset();
    int panels = Panels.count(dbm.units(1));
    for (int n = 0; n < count; n++) {
      int on = 0;
      for (int word = 0; word < s.words; word++) {
        for (long left = s.bits[n * s.words + word]; left != 0; left &= left - 1) {
          s.on[on++] = (word * WIDTH + Long.numberOfTrailingZeros(left)) * WIDTH;
        }
      }
      for (int panel = 0; panel < panels; panel++) {
        int at = panel * PANEL + n * WIDTH;
        System.arraycopy(values, bias + panel * WIDTH, s.clamped, at, WIDTH);
        int base = weights.offset() + panel * weights.rows() * WIDTH;
        OPS.addRows(values, base, s.on, on, s.clamped, at);
      }
    }
  }

  /**
   * Moves the means of one layer of all examples that are active.
   *
   * @param upwards whether what is above the layer is not known yet
   */
  private void move(
      Parameters parameters, int layer, int active, boolean upwards, MeanFieldScratch s) {
    boolean twice = upwards && layer < dbm.depth();
    int side = layer % 2;
    int other = 1 - side;
    int firstRow = layer == 1 ? observed : dbm.first(layer - 1);
    int lastRow = upwards || layer == dbm.depth() ? dbm.end(layer - 1) : dbm.end(layer + 1);
    int shift = other == 0 ? skipped * WIDTH : 0;
    for (int k = 0; k < active; k++) {
      s.places[k] = s.active[k] * s.strides[other] + firstRow - shift;
    }
    int firstPanel = dbm.first(layer) / WIDTH;
    int endPanel = Panels.count(dbm.end(layer));
    for (int panel = firstPanel; panel < endPanel; panel++) {
      start(parameters, layer, panel, active, twice, s);
      if (lastRow > firstRow) {
        int base = base(side, panel, firstRow);
        int rows = lastRow - firstRow;
        OPS.addProducts(
            parameters.values(), base, rows, s.means[other], s.places, active, s.fields, LEAD_IN);
      }
      float scale = twice ? 2f : 1f;
      OPS.thresholds(s.fields, LEAD_IN, active * WIDTH, scale, s.drawn, LEAD_IN);
      int from = Math.max(dbm.first(layer), panel * WIDTH);
      int to = Math.min(dbm.end(layer), panel * WIDTH + WIDTH);
      take(side, panel, from - panel * WIDTH, to - panel * WIDTH, active, s);
    }
  }

  private int base(int side, int panel, int firstRow) {
    return side == 1
        ? weights.offset() + (panel * weights.rows() + firstRow) * WIDTH
        : byHidden.offset() + ((panel - skipped) * byHidden.rows() + firstRow) * WIDTH;
  }

  /** Fields without what other layers' means give; of biases a half where they will be doubled. */
  private void start(
      Parameters parameters, int layer, int panel, int active, boolean twice, MeanFieldScratch s) {
    float[] values = parameters.values();
    int bias = dbm.biases(layer).offset() + panel * WIDTH;
    for (int k = 0; k < active; k++) {
      int at = LEAD_IN + k * WIDTH;
      if (layer == 1) {
        System.arraycopy(s.clamped, panel * PANEL + s.active[k] * WIDTH, s.fields, at, WIDTH);
      } else {
        System.arraycopy(values, bias, s.fields, at, WIDTH);
      }
      if (twice) {
        for (int c = 0; c < WIDTH; c++) {
          s.fields[at + c] -= values[bias + c] / 2;
        }
      }
    }
  }

  /** Takes over the means of columns {@code from} to {@code to - 1} of a panel. */
  private void take(int side, int panel, int from, int to, int active, MeanFieldScratch s) {
    int place = side == 0 ? panel - skipped : panel;
    int[] thresholds = s.thresholds[side];
    float[] means = s.means[side];
    for (int k = 0; k < active; k++) {
      int n = s.active[k];
      int drawn = LEAD_IN + k * WIDTH;
      int at = place * PANEL + n * WIDTH;
      int mean = n * s.strides[side] + place * WIDTH;
      int change = s.changes[n];
      for (int c = from; c < to; c++) {
        int threshold = s.drawn[drawn + c];
        change = Math.max(change, Math.abs(threshold - thresholds[at + c]));
        thresholds[at + c] = threshold;
        means[mean + c] = threshold * MeanFieldScratch.UNIT;
      }
      s.changes[n] = change;
    }
  }
}
