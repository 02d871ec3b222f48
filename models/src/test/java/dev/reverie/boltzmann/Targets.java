package dev.reverie.boltzmann;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Distributions over all states of visible units and labels, in whole rows. */
final class Targets {
  private static final int PROTOTYPES = 4;

  private Targets() {}

  private static int[] counts(BoltzmannMachine machine, long seed) {
    Random random = new Random(seed);
    Roles roles = machine.roles();
    int columns = roles.columns();
    int labels = (1 << roles.labels()) - 1 << roles.visible();
    int[] counts = new int[1 << columns];
    int[] prototypes = random.ints(PROTOTYPES, 0, 1 << columns).toArray();
    for (int state = 0; state < counts.length; state++) {
      if (roles.labels() == 0 || Integer.bitCount(state & labels) == 1) {
        counts[state] = 1;
        for (int prototype : prototypes) {
          counts[state] += (int) Math.round(16 * Math.pow(5, -Integer.bitCount(state ^ prototype)));
        }
      }
    }
    return counts;
  }

  /** The share of each state; of labels one is on. */
  static double[] shares(BoltzmannMachine machine, long seed) {
    int[] counts = counts(machine, seed);
    double total = 0;
    for (int count : counts) {
      total += count;
    }
    double[] shares = new double[counts.length];
    for (int state = 0; state < counts.length; state++) {
      shares[state] = counts[state] / total;
    }
    return shares;
  }

  /** Rows with these shares. */
  static BinaryRows rows(BoltzmannMachine machine, long seed) {
    int[] counts = counts(machine, seed);
    int columns = machine.roles().columns();
    List<float[]> rows = new ArrayList<>();
    for (int state = 0; state < counts.length; state++) {
      for (int n = 0; n < counts[state]; n++) {
        float[] row = new float[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = state >>> i & 1;
        }
        rows.add(row);
      }
    }
    Dataset data = Dataset.ofFloats("target", rows.toArray(float[][]::new), 1, columns);
    return BinaryRows.of(data, Binarisation.THRESHOLD, 1);
  }
}
