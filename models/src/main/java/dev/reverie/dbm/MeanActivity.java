package dev.reverie.dbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.diagnostic.HiddenActivity;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often hidden units are on given data, by mean fields of rows that are each binarised once.
 */
public final class MeanActivity {
  /** Rows whose means are summed one after the other, whatever the number of threads. */
  private static final int BLOCK = MeanFieldScratch.EXAMPLES;

  /** The model's hidden units may be on more than data's mean fields say. */
  private static final double HIDDEN_MARGIN = 0.01;

  private final Dbm dbm;
  private final double[][] means;

  private MeanActivity(Dbm dbm, double[][] means) {
    this.dbm = dbm;
    this.means = means;
  }

  /**
   * Over rows {@code from} to {@code to - 1}.
   *
   * @param parameters with what is derived from them; read, and not to be changed meanwhile
   */
  public static MeanActivity of(Dbm dbm, Parameters parameters, BinaryRows rows, int from, int to) {
    if (rows.columns() != dbm.units(0) || from < 0 || from >= to) {
      throw new IllegalArgumentException(
          String.format(
              "rows.columns=%d from=%d to=%d, must be %d, not be negative, and exceed from",
              rows.columns(), from, to, dbm.units(0)));
    }
    int blocks = (to - from + BLOCK - 1) / BLOCK;
    long[][][] sums = new long[blocks][][];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int first = from + block * BLOCK;
              sums[block] = sums(dbm, parameters, rows, first, Math.min(first + BLOCK, to));
            });
    double[][] means = new double[dbm.layers().size()][];
    for (int layer = 0; layer < means.length; layer++) {
      means[layer] = new double[dbm.units(layer)];
      for (int unit = 0; unit < means[layer].length; unit++) {
        long sum = 0;
        for (long[][] block : sums) {
          sum += block[layer][unit];
        }
        means[layer][unit] = (double) sum * MeanFieldScratch.UNIT / (to - from);
      }
    }
    return new MeanActivity(dbm, means);
  }

  /**
   * The means of all hidden units of every row, binarised once, layer behind layer.
   *
   * @return one row for each row of data
   */
  public static float[][] ofRows(Dbm dbm, Parameters parameters, BinaryRows rows) {
    int hidden = dbm.layers().stream().skip(1).mapToInt(units -> units).sum();
    float[][] all = new float[rows.rows()][hidden];
    IntStream.range(0, (rows.rows() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int to = Math.min(from + BLOCK, rows.rows());
              MeanFieldScratch scratch = run(dbm, parameters, rows, from, to);
              for (int n = from; n < to; n++) {
                write(dbm, scratch, n - from, all[n]);
              }
            });
    return all;
  }

  private static void write(Dbm dbm, MeanFieldScratch scratch, int n, float[] out) {
    int at = 0;
    for (int layer = 1; layer <= dbm.depth(); layer++) {
      for (int unit = dbm.first(layer); unit < dbm.end(layer); unit++) {
        out[at++] = scratch.mean(layer, unit, n) * MeanFieldScratch.UNIT;
      }
    }
  }

  private static MeanFieldScratch run(
      Dbm dbm, Parameters parameters, BinaryRows rows, int from, int to) {
    MeanFieldScratch scratch = new MeanFieldScratch(dbm);
    for (int n = from; n < to; n++) {
      rows.fill(BinaryRows.ONCE, n, scratch.bits, (n - from) * scratch.words);
    }
    new MeanField(dbm, MeanFieldStop.LEARNING).run(parameters, to - from, scratch);
    return scratch;
  }

  private static long[][] sums(Dbm dbm, Parameters parameters, BinaryRows rows, int from, int to) {
    MeanFieldScratch scratch = run(dbm, parameters, rows, from, to);
    long[][] sums = new long[dbm.layers().size()][];
    for (int layer = 0; layer < sums.length; layer++) {
      sums[layer] = new long[dbm.units(layer)];
      for (int unit = 0; unit < sums[layer].length; unit++) {
        for (int n = 0; n < to - from; n++) {
          sums[layer][unit] += scratch.mean(layer, dbm.first(layer) + unit, n);
        }
      }
    }
    return sums;
  }

  /** The means of a layer's units, those of layer 0 being the data's. */
  public double[] means(int layer) {
    return means[layer].clone();
  }

  /** Units of a hidden layer that are hardly ever, or nearly always, on. */
  public HiddenActivity activity(int layer) {
    return HiddenActivity.ofMeans(means[layer]);
  }

  /** Of all hidden units together. */
  public HiddenActivity activity() {
    List<HiddenActivity> all = new ArrayList<>();
    for (int layer = 1; layer < means.length; layer++) {
      all.add(activity(layer));
    }
    return new HiddenActivity(
        all.stream().mapToInt(HiddenActivity::dead).sum(),
        all.stream().mapToInt(HiddenActivity::saturated).sum(),
        all.stream().mapToInt(HiddenActivity::units).sum());
  }

  /**
   * What annealing starts from: even layers of independent units with these means, odd ones of fair
   * coins.
   *
   * @param visibleMeans of all training data
   * @param rows as many as these means are of
   */
  public BaseRate base(double[] visibleMeans, int rows) {
    double[] even = new double[dbm.rbm().visible()];
    for (int layer = 0; layer < means.length; layer += 2) {
      double[] of = layer == 0 ? visibleMeans : means[layer];
      for (int unit = 0; unit < of.length; unit++) {
        double inside = Math.min(Math.max(of[unit], HIDDEN_MARGIN), 1 - HIDDEN_MARGIN);
        even[dbm.first(layer) + unit] = layer == 0 ? of[unit] : inside;
      }
    }
    return BaseRate.ofMeans(even, rows);
  }
}
