package dev.reverie.mixture;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums of responsibilities, and of those of the rows that have a one in a column.
 *
 * <pre>
 *  ones   component after component, each with its columns
 * </pre>
 */
final class BernoulliSums extends MixtureSums {
  private static final VectorOps OPS = VectorOps.best();

  /** Rows at a time: a panel of log-odds is read once for all of them. */
  private static final int STATES = 64;

  private final BernoulliMixture mixture;
  private final long[] ones;
  private final long[] bits;
  private final int[][] places;
  private final int[] counts;
  private final float[] logs;

  BernoulliSums(BernoulliMixture mixture) {
    super(mixture.components());
    this.mixture = mixture;
    this.ones = new long[Math.multiplyExact(mixture.components(), mixture.columns())];
    this.bits = new long[Panels.count(mixture.columns())];
    this.places = new int[STATES][mixture.columns()];
    this.counts = new int[STATES];
    this.logs = new float[Panels.LEAD_IN + STATES * Panels.padded(mixture.components())];
  }

  static long bytes(BernoulliMixture mixture) {
    return (long) Long.BYTES * mixture.components() * mixture.columns()
        + (long) Integer.BYTES
            * STATES
            * (mixture.columns() + (long) Panels.padded(mixture.components()));
  }

  /** The rows of a component with a one in a column. */
  double ones(int component, int column) {
    return ones[component * mixture.columns() + column] * Responsibilities.UNIT;
  }

  @Override
  void addRows(Parameters parameters, StateRows data, long pass, int from, int to) {
    for (int row = from; row < to; row += STATES) {
      int states = Math.min(STATES, to - row);
      findOnes((BinaryRows) data, pass, row, states);
      findLogs(parameters, states);
      for (int n = 0; n < states; n++) {
        add(n, row + n);
      }
    }
  }

  /** Where the log-odds of the columns with a one lie within a panel. */
  private void findOnes(BinaryRows data, long pass, int first, int states) {
    for (int n = 0; n < states; n++) {
      data.fill(pass, first + n, bits, 0);
      int count = 0;
      for (int word = 0; word < bits.length; word++) {
        for (long on = bits[word]; on != 0; on &= on - 1) {
          int column = word * Long.SIZE + Long.numberOfTrailingZeros(on);
          places[n][count++] = column * Panels.WIDTH;
        }
      }
      counts[n] = count;
    }
  }

  private void findLogs(Parameters parameters, int states) {
    float[] values = parameters.values();
    Block logOdds = mixture.logOdds();
    Block zeros = mixture.logOfZeros();
    int stride = Panels.padded(mixture.components());
    for (int panel = 0; panel < stride / Panels.WIDTH; panel++) {
      int base = logOdds.index(0, panel * Panels.WIDTH);
      int start = zeros.index(0, panel * Panels.WIDTH);
      for (int n = 0; n < states; n++) {
        int at = Panels.LEAD_IN + n * stride + panel * Panels.WIDTH;
        System.arraycopy(values, start, logs, at, Panels.WIDTH);
        OPS.addRows(values, base, places[n], counts[n], logs, at);
      }
    }
  }

  private void add(int state, int row) {
    int at = Panels.LEAD_IN + state * Panels.padded(mixture.components());
    for (int k = 0; k < mixture.components(); k++) {
      responsibilities.logs[k] = logs[at + k];
    }
    responsibilities.find();
    if (!addFound(row)) {
      return;
    }
    for (int found = 0; found < responsibilities.count(); found++) {
      long share = responsibilities.share(found);
      int first = responsibilities.component(found) * mixture.columns();
      int[] own = places[state];
      for (int one = 0; one < counts[state]; one++) {
        ones[first + own[one] / Panels.WIDTH] += share;
      }
    }
  }

  @Override
  int weightedBytes() {
    return numberBytes(ones);
  }

  @Override
  void writeWeighted(ByteBuffer out) {
    writeNumbers(ones, out);
  }

  @Override
  void readWeighted(ByteBuffer in) {
    readNumbers(in, "ones", ones);
  }

  @Override
  void addComponents(MixtureSums other, int from, int to) {
    super.addComponents(other, from, to);
    long[] more = ((BernoulliSums) other).ones;
    for (int place = from * mixture.columns(); place < to * mixture.columns(); place++) {
      ones[place] += more[place];
    }
  }

  @Override
  void clearComponents(int from, int to) {
    super.clearComponents(from, to);
    Arrays.fill(ones, from * mixture.columns(), to * mixture.columns(), 0);
  }
}
