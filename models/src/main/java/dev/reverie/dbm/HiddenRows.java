package dev.reverie.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.numeric.Logistic;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.rbm.Rbm;
import java.util.stream.IntStream;

/**
 * The data of the next machine: hidden units of a learned one, drawn from p(h | v) anew at each
 * presentation of a row.
 */
final class HiddenRows implements BinaryRows {
  private static final VectorOps OPS = VectorOps.best();

  /** Rows that are summed one after the other, whatever the number of threads. */
  private static final int BLOCK = 1000;

  private final Rbm rbm;
  private final Parameters parameters;
  private final BinaryRows below;
  private final RandomStream random;
  private final double[] means;

  /**
   * @param parameters read, and not to be changed any more
   * @param layer that is drawn, which has random numbers of its own
   */
  HiddenRows(Rbm rbm, Parameters parameters, BinaryRows below, int layer, long seed) {
    this.rbm = rbm;
    this.parameters = parameters;
    this.below = below;
    this.random = new RandomStream(seed + layer, Purpose.VARIATIONAL);
    this.means = sumMeans();
  }

  /** Of p(h | v) over all rows, as the first pass presents them. */
  private double[] sumMeans() {
    int blocks = (rows() + BLOCK - 1) / BLOCK;
    double[][] sums = new double[blocks][];
    IntStream.range(0, blocks).parallel().forEach(block -> sums[block] = sumsOf(block));
    double[] all = new double[columns()];
    for (double[] sum : sums) {
      for (int j = 0; j < all.length; j++) {
        all[j] += sum[j] / rows();
      }
    }
    return all;
  }

  private double[] sumsOf(int block) {
    double[] sums = new double[columns()];
    for (int row = block * BLOCK; row < Math.min(block * BLOCK + BLOCK, rows()); row++) {
      float[] fields = fields(0, row);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Logistic.logistic(fields[j]);
      }
    }
    return sums;
  }

  private float[] fields(long pass, int row) {
    long[] bits = new long[below.words()];
    below.fill(pass, row, bits, 0);
    float[] fields = new float[Panels.padded(rbm.hidden())];
    rbm.hiddenField(parameters, bits, 0, new int[Panels.padded(rbm.visible())], fields);
    return fields;
  }

  @Override
  public int rows() {
    return below.rows();
  }

  @Override
  public int columns() {
    return rbm.hidden();
  }

  @Override
  public void fill(long pass, int row, long[] into, int offset) {
    float[] fields = fields(pass, row);
    int[] thresholds = new int[fields.length];
    OPS.thresholds(fields, 0, fields.length, 1f, thresholds, 0);
    long[] step = {pass};
    long[] work = new long[VectorOps.DRAW_WORK];
    for (int panel = 0; panel < words(); panel++) {
      OPS.draw(
          random,
          panel,
          row,
          step,
          0,
          1,
          thresholds,
          panel * 64,
          into,
          offset + panel,
          words(),
          work);
    }
  }

  @Override
  public double[] means() {
    return means.clone();
  }
}
