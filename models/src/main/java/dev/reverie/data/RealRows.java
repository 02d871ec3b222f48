package dev.reverie.data;

import dev.reverie.input.InputException;

/**
 * Rows of real numbers: a data set's as they are, or {@link Standardisation standardised}. Test
 * rows are changed as the training rows that they belong to.
 */
public final class RealRows implements StateRows {
  private final Dataset data;
  private final Standardisation change;

  private RealRows(Dataset data, Standardisation change) {
    this.data = data;
    this.change = change;
  }

  /** The numbers themselves. */
  public static RealRows of(Dataset data) {
    return new RealRows(data, Standardisation.none(data.columns()));
  }

  /** The numbers, changed. */
  public static RealRows of(Dataset data, Standardisation change) {
    if (data.columns() != change.means().length) {
      throw new InputException(
          data.name()
              + " has "
              + data.columns()
              + " values a row, must have "
              + change.means().length
              + " to be standardised");
    }
    return new RealRows(data, change);
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
    change.apply(into, offset);
  }

  @Override
  public double[] means() {
    double[] means = data.means();
    for (int i = 0; i < means.length; i++) {
      means[i] = (means[i] - change.means()[i]) / change.deviations()[i];
    }
    return means;
  }
}
