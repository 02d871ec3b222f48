package dev.reverie.data;

import dev.reverie.input.InputException;
import java.util.Arrays;

/**
 * Rows of real numbers: a data set's intensities as they are, or with each column's mean taken off
 * and divided by one standard deviation. Columns that never change are not divided. Test rows are
 * moved and divided as the training rows that they belong to.
 */
public final class RealRows implements StateRows {
  private static final double LEAST_DEVIATION = 1e-6;

  private final Dataset data;
  private final float[] shifts;
  private final float[] scales;
  private final boolean standardised;

  private RealRows(Dataset data, float[] shifts, float[] scales, boolean standardised) {
    this.data = data;
    this.shifts = shifts;
    this.scales = scales;
    this.standardised = standardised;
  }

  /** The intensities themselves. */
  public static RealRows of(Dataset data) {
    float[] scales = new float[data.columns()];
    Arrays.fill(scales, 1f);
    return new RealRows(data, new float[data.columns()], scales, false);
  }

  /** Columns of mean 0 and, where they change at all, variance 1. */
  public static RealRows standardised(Dataset data) {
    double[] means = data.means();
    double[] deviations = deviations(data, means);
    float[] shifts = new float[means.length];
    float[] scales = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      shifts[i] = (float) means[i];
      scales[i] = deviations[i] > LEAST_DEVIATION ? (float) (1 / deviations[i]) : 1f;
    }
    return new RealRows(data, shifts, scales, true);
  }

  private static double[] deviations(Dataset data, double[] means) {
    double[] squares = new double[means.length];
    float[] row = new float[means.length];
    for (int n = 0; n < data.rows(); n++) {
      data.fill(n, row, 0);
      for (int i = 0; i < row.length; i++) {
        squares[i] += (row[i] - means[i]) * (row[i] - means[i]);
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i] / data.rows());
    }
    return squares;
  }

  /** Other rows of the same columns, moved and divided as these. */
  public RealRows like(Dataset other) {
    if (other.columns() != columns()) {
      throw new InputException(
          other.name() + " has " + other.columns() + " values a row, must have " + columns());
    }
    return new RealRows(other, shifts, scales, standardised);
  }

  /** Whether columns were moved and divided. */
  public boolean isStandardised() {
    return standardised;
  }

  /** The variance of each column. */
  public double[] variances() {
    double[] deviations = deviations(data, data.means());
    for (int i = 0; i < deviations.length; i++) {
      double scaled = deviations[i] * scales[i];
      deviations[i] = scaled * scaled;
    }
    return deviations;
  }

  @Override
  public int rows() {
    return data.rows();
  }

  @Override
  public int columns() {
    return data.columns();
  }

  @Override
  public void values(long pass, int row, float[] into, int offset) {
    data.fill(row, into, offset);
    for (int i = 0; i < scales.length; i++) {
      into[offset + i] = (into[offset + i] - shifts[i]) * scales[i];
    }
  }

  @Override
  public double[] means() {
    double[] means = data.means();
    for (int i = 0; i < means.length; i++) {
      means[i] = (means[i] - shifts[i]) * scales[i];
    }
    return means;
  }
}
