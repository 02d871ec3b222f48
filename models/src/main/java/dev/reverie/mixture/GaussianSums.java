package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.energy.ExactTotals;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.nio.ByteBuffer;

/**
 * Sums of responsibilities, of r (x - mu) and of r (x - mu)^2 with the means of the E-step, so that
 * nothing cancels; exact in any order.
 *
 * <pre>
 *  first, second   component after component, each with its columns
 * </pre>
 */
final class GaussianSums extends MixtureSums {
  private final GaussianMixture mixture;
  private final ExactTotals first;
  private final ExactTotals second;
  private final float[] row;

  GaussianSums(GaussianMixture mixture) {
    super(mixture.components());
    int length = Math.multiplyExact(mixture.components(), mixture.columns());
    this.mixture = mixture;
    this.first = new ExactTotals(length);
    this.second = new ExactTotals(length);
    this.row = new float[mixture.columns()];
  }

  static long bytes(GaussianMixture mixture) {
    return 2 * ExactTotals.bytes((long) mixture.components() * mixture.columns());
  }

  /** The sum of r (x - mu). */
  double first(int component, int column) {
    return first.value(component * mixture.columns() + column);
  }

  /** The sum of r (x - mu)^2. */
  double second(int component, int column) {
    return second.value(component * mixture.columns() + column);
  }

  @Override
  void addRows(Parameters parameters, StateRows data, long pass, int from, int to) {
    for (int n = from; n < to; n++) {
      data.values(pass, n, row, 0);
      findLogs(parameters);
      responsibilities.find();
      if (addFound(n)) {
        addMoments(parameters, n);
      }
    }
  }

  private void findLogs(Parameters parameters) {
    double[] logs = responsibilities.logs;
    float[] values = parameters.values();
    int peaks = mixture.logPeaks().offset();
    for (int k = 0; k < logs.length; k++) {
      logs[k] = values[peaks + k];
    }
    int centres = mixture.centres().offset();
    int precisions = mixture.halfPrecisions().offset();
    for (int i = 0; i < row.length; i++) {
      subtract(row[i], values, centres + i * logs.length, precisions + i * logs.length, logs);
    }
  }

  private static void subtract(
      double value, float[] values, int centres, int precisions, double[] logs) {
    for (int k = 0; k < logs.length; k++) {
      double from = value - values[centres + k];
      logs[k] -= from * from * values[precisions + k];
    }
  }

  private void addMoments(Parameters parameters, int n) {
    Block means = mixture.means();
    for (int found = 0; found < responsibilities.count(); found++) {
      int k = responsibilities.component(found);
      double share = responsibilities.share(found) * Responsibilities.UNIT;
      for (int i = 0; i < row.length; i++) {
        double from = (double) row[i] - mixture.value(parameters, means, k, i);
        add(k * row.length + i, share * from, share * from * from, n);
      }
    }
  }

  private void add(int place, double one, double square, int n) {
    if (!(square < ExactTotals.LIMIT && Math.abs(one) < ExactTotals.LIMIT)) {
      refuse("squared distance of row " + n + " from a mean=" + square + ", must be below 2^42");
      return;
    }
    boolean fits = first.add(place, one) & second.add(place, square);
    if (!fits) {
      refuse("sum of squared distances of component " + place / row.length + "=2^63");
    }
  }

  @Override
  int weightedBytes() {
    return Math.toIntExact(2 * ExactTotals.bytes(first.length()));
  }

  @Override
  void writeWeighted(ByteBuffer out) {
    first.write(out);
    second.write(out);
  }

  @Override
  void readWeighted(ByteBuffer in) {
    first.read(in, place -> "sum of distances " + place);
    second.read(in, place -> "sum of squared distances " + place);
  }

  @Override
  void addComponents(MixtureSums other, int from, int to) {
    super.addComponents(other, from, to);
    GaussianSums more = (GaussianSums) other;
    for (int place = from * row.length; place < to * row.length; place++) {
      boolean fits = first.add(place, more.first) & second.add(place, more.second);
      if (!fits) {
        refuse("sum of squared distances of component " + place / row.length + "=2^63");
      }
    }
  }

  @Override
  void clearComponents(int from, int to) {
    super.clearComponents(from, to);
    first.clear(from * row.length, to * row.length);
    second.clear(from * row.length, to * row.length);
  }
}
