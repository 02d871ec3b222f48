package dev.reverie.dbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmSums;

/**
 * Working memory for the mean fields of up to {@link #EXAMPLES} examples. One thread at a time.
 * What is said by panel takes {@code EXAMPLES} rows of 64 units each; that of even layers begins
 * with the panel that holds the first unit of layer 2.
 */
final class MeanFieldScratch {
  static final int EXAMPLES = RbmSums.TOGETHER;

  /** What one unit of a mean is worth. */
  static final float UNIT = 1f / (1 << VectorOps.THRESHOLD_BITS);

  /** Numbers of one panel. */
  static final int PANEL = EXAMPLES * Panels.WIDTH;

  /** Visible bits, {@code words} an example. */
  final long[] bits;

  final int words;

  /** Fields of layer 1 from visible units alone, by panel. */
  final float[] clamped;

  /** Means in units of 2^-23 of even and odd layers, by panel. */
  final int[][] thresholds;

  /** Means of even and odd layers, example after example. */
  final float[][] means;

  /** Numbers that an example's means take. */
  final int[] strides;

  /** One panel. */
  final float[] fields = new float[Panels.LEAD_IN + PANEL];

  final int[] drawn = new int[Panels.LEAD_IN + PANEL];
  final int[] places = new int[EXAMPLES];

  /** Examples that still move, and by how much each did in the last sweep. */
  final int[] active = new int[EXAMPLES];

  final int[] changes = new int[EXAMPLES];

  /** Bytes that one takes. */
  static long bytes(Dbm dbm) {
    long units = Panels.padded(dbm.rbm().visible()) + Panels.padded(dbm.rbm().hidden());
    return EXAMPLES * (2 * units + Panels.padded(dbm.units(1))) * Integer.BYTES;
  }

  /** Sweeps that each example took. */
  final int[] sweeps = new int[EXAMPLES];

  final int[] rows = new int[EXAMPLES];
  final int[] on;
  private final int observed;

  MeanFieldScratch(Dbm dbm) {
    Rbm rbm = dbm.rbm();
    int skipped = rbm.observed() / Panels.WIDTH * Panels.WIDTH;
    int even = Panels.padded(rbm.visible() - skipped);
    int odd = Panels.padded(rbm.hidden());
    this.words = Panels.count(dbm.units(0));
    this.bits = new long[EXAMPLES * words];
    this.clamped = new float[Panels.count(dbm.units(1)) * PANEL];
    this.thresholds = new int[][] {new int[EXAMPLES * even], new int[EXAMPLES * odd]};
    this.means = new float[][] {new float[EXAMPLES * even], new float[EXAMPLES * odd]};
    this.strides = new int[] {even, odd};
    this.on = new int[dbm.units(0)];
    this.observed = dbm.units(0);
  }

  /**
   * The mean of a unit of example n in units of {@link #UNIT}, or of its state.
   *
   * @param unit among those of all even, or all odd, layers
   */
  int mean(int layer, int unit, int n) {
    if (layer == 0) {
      return (int) (bits[n * words + (unit >>> 6)] >>> unit & 1) << VectorOps.THRESHOLD_BITS;
    }
    int column = unit - (layer % 2 == 0 ? observed / Panels.WIDTH * Panels.WIDTH : 0);
    int at = column / Panels.WIDTH * PANEL + n * Panels.WIDTH + column % Panels.WIDTH;
    return thresholds[layer % 2][at];
  }

  /** The mean of a unit of the even layers, or its state in layer 0, of the first example. */
  double evenMean(int unit) {
    if (unit < observed) {
      return bits[unit >>> 6] >>> unit & 1;
    }
    return means[0][unit - observed / Panels.WIDTH * Panels.WIDTH];
  }
}
