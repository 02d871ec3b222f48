package dev.reverie.rbm;

import dev.reverie.data.BinaryRows;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.Random;

/**
 * A distribution over all visible states of a small machine, in whole rows of data, so that one
 * batch of all of them has its shares exactly. No state is without a row.
 */
final class Target {
  private static final int PROTOTYPES = 5;
  private static final double ROWS_OF_PROTOTYPE = 24;

  /** How often less a state is for each unit or group in which it differs from a prototype. */
  private static final double RARER = 8;

  private final BinaryRows rows;
  private final double[] shares;

  private Target(BinaryRows rows, double[] shares) {
    this.rows = rows;
    this.shares = shares;
  }

  /** States around a few random ones. */
  static Target random(LinearMachine machine, Random random) {
    double[][] states = machine.visibleStates();
    long[] bits = new long[states.length];
    Arrays.setAll(bits, v -> ExactMachine.bits(machine.rbm().visibleLayer(), states[v])[0]);
    int[] counts = new int[states.length];
    Arrays.fill(counts, 1);
    for (int prototype = 0; prototype < PROTOTYPES; prototype++) {
      double[] centre = states[random.nextInt(states.length)];
      for (int v = 0; v < counts.length; v++) {
        long distance = distance(machine.rbm().visibleLayer(), states[v], centre);
        counts[v] += (int) Math.round(ROWS_OF_PROTOTYPE * Math.pow(RARER, -distance));
      }
    }
    return of(machine.rbm().visible(), bits, counts);
  }

  private static long distance(Layer layer, double[] one, double... other) {
    return ExactLayer.groups(layer).stream()
        .filter(
            group -> {
              int end = group.first() + group.units();
              return !Arrays.equals(one, group.first(), end, other, group.first(), end);
            })
        .count();
  }

  private static Target of(int columns, long[] bits, int... counts) {
    int total = Arrays.stream(counts).sum();
    long[][] rows = new long[total][];
    double[] shares = new double[counts.length];
    int next = 0;
    for (int v = 0; v < counts.length; v++) {
      shares[v] = (double) counts[v] / total;
      for (int n = 0; n < counts[v]; n++) {
        rows[next++] = new long[] {bits[v]};
      }
    }
    return new Target(new PackedRows(columns, rows), shares);
  }

  BinaryRows rows() {
    return rows;
  }

  /** The states' probabilities. */
  double[] shares() {
    return shares;
  }

  /** The most that log-likelihoods may be. */
  double negativeEntropy() {
    return Arrays.stream(shares).map(share -> share * Math.log(share)).sum();
  }
}
