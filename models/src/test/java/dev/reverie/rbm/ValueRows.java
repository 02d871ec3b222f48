package dev.reverie.rbm;

import dev.reverie.data.StateRows;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.Random;

/** Rows of real numbers that a test made, the same at each pass. */
final class ValueRows implements StateRows {
  private final float[][] rows;

  ValueRows(float[]... rows) {
    this.rows = rows;
  }

  /** Rows as data have them: of values of units, spins as 0 and 1. */
  static ValueRows of(Layer layer, double[]... values) {
    float[][] rows = new float[values.length][layer.units()];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < rows[n].length; i++) {
        rows[n][i] = (float) (values[n][i] - layer.shift()) / layer.scale();
      }
    }
    return new ValueRows(rows);
  }

  /** Rows of a machine's visible units: bits where all of these are. */
  static StateRows of(Rbm rbm, double[]... values) {
    if (!rbm.visibleLayer().discrete()) {
      return of(rbm.visibleLayer(), values);
    }
    long[][] bits = new long[values.length][];
    Arrays.setAll(bits, n -> ExactMachine.bits(rbm.visibleLayer(), values[n]));
    return new PackedRows(rbm.visible(), bits);
  }

  static ValueRows random(int columns, int count, Random random) {
    float[][] rows = new float[count][columns];
    for (float[] row : rows) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return new ValueRows(rows);
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public int columns() {
    return rows[0].length;
  }

  @Override
  public void values(long pass, int row, float[] into, int offset) {
    System.arraycopy(rows[row], 0, into, offset, columns());
  }

  @Override
  public double[] means() {
    double[] means = new double[columns()];
    for (float[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += (double) row[i] / rows.length;
      }
    }
    return means;
  }
}
