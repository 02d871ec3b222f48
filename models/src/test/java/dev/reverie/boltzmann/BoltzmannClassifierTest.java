package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.random.ChiSquare;
import dev.reverie.unit.UnitKind;
import org.junit.jupiter.api.Test;

final class BoltzmannClassifierTest {
  private static final Small SMALL = Small.sparse("labels", new Roles(3, 3, 3), UnitKind.BINARY, 1);

  /** Every state of the visible units, many times. */
  private static BinaryRows rows(int times) {
    float[][] rows = new float[8 * times][3];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < 3; i++) {
        rows[n][i] = n >>> i & 1;
      }
    }
    return BinaryRows.of(Dataset.ofFloats("rows", rows, 1, 3), Binarisation.THRESHOLD, 1);
  }

  private static double[] exact(int visible) {
    return new ExactBoltzmann(SMALL.machine(), SMALL.parameters()).labels(new long[] {visible});
  }

  @Test
  void shouldSumOverFewHiddenUnits() {
    double[][] found =
        new BoltzmannClassifier(SMALL.machine(), SMALL.parameters(), 1).probabilities(rows(1));
    for (int visible = 0; visible < 8; visible++) {
      assertArrayEquals(exact(visible), found[visible], 1e-12);
    }
  }

  /** Rows are independent: the mean of 40 within 5 of their own standard errors. */
  @Test
  void shouldSampleOverManyHiddenUnits() {
    int times = 40;
    double[][] found =
        new BoltzmannClassifier(SMALL.machine(), SMALL.parameters(), 1, true)
            .probabilities(rows(times));
    for (int visible = 0; visible < 8; visible++) {
      for (int label = 0; label < 3; label++) {
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < times; n++) {
          double p = found[8 * n + visible][label];
          sum += p / times;
          squares += p * p / times;
        }
        double error = Math.sqrt((squares - sum * sum) / (times - 1));
        assertEquals(exact(visible)[label], sum, 5 * error);
        assertTrue(error < 0.01, "standard error " + error);
      }
    }
  }

  /** Free hidden units exactly; coupled ones within 5 of the standard errors that rows have. */
  @Test
  void shouldTellHiddenMeans() {
    for (int kind : new int[] {3, 5, 6}) {
      Small small = Small.all().get(kind);
      int times = 40;
      float[][] rows = new float[times][4];
      for (float[] row : rows) {
        row[1] = 1;
      }
      BinaryRows data =
          BinaryRows.of(Dataset.ofFloats("rows", rows, 1, 4), Binarisation.THRESHOLD, 1);
      float[][] found = new HiddenMeans(small.machine(), small.parameters(), 3).of(data);
      double[] singles =
          new ExactBoltzmann(small.machine(), small.parameters()).moments(new long[] {2}).singles();
      for (int hidden = 0; hidden < 3; hidden++) {
        int off = small.machine().off();
        double exact = (singles[4 + hidden] - off) / (1 - off);
        double sum = 0;
        double squares = 0;
        for (float[] row : found) {
          sum += row[hidden] / times;
          squares += (double) row[hidden] * row[hidden] / times;
        }
        double error = Math.sqrt(Math.max(0, squares - sum * sum) / (times - 1));
        assertEquals(exact, sum, 5 * error + 1e-6);
        assertTrue(error < 0.02, "standard error " + error);
      }
    }
  }

  @Test
  void shouldRefuseAMachineWithoutLabels() {
    Small none = Small.all().get(0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new BoltzmannClassifier(none.machine(), none.parameters(), 1));
  }

  /** Columns 0 and 2, or the labels, are held; the others follow p given these. */
  @Test
  void shouldDrawGivenWhatIsHeld() {
    boolean[][] held = {
      {true, false, true, false, false, false}, {false, false, false, true, true, true}
    };
    for (boolean[] columns : held) {
      assertConditional(columns, new float[] {1, 0, 0, 0, 1, 0});
    }
  }

  private static void assertConditional(boolean[] held, float[] row) {
    int count = 20_000;
    BoltzmannSampler sampler = new BoltzmannSampler(SMALL.machine(), SMALL.parameters(), count, 5);
    sampler.hold(held);
    AllStates all = SMALL.states();
    double[] expected = new double[1 << 6];
    double sum = 0;
    for (int k = 0; k < all.states.length; k++) {
      if (matches(all.states[k], held, row)) {
        expected[all.columnsOf(all.states[k])] += all.probabilities[k];
        sum += all.probabilities[k];
      }
    }
    for (int k = 0; k < expected.length; k++) {
      expected[k] /= sum;
    }
    for (int n = 0; n < count; n++) {
      sampler.set(n, row, true);
    }
    sampler.sweep(0, 777, 40);
    sampler.sweep(777, count, 40);
    long[] counts = new long[expected.length];
    float[] shown = new float[6];
    for (int n = 0; n < count; n++) {
      sampler.show(n, shown);
      int state = 0;
      for (int i = 0; i < 6; i++) {
        state |= (int) shown[i] << i;
      }
      counts[state]++;
    }
    new ChiSquare(counts, expected).requirePass("columns");
  }

  private static boolean matches(int state, boolean[] held, float[] row) {
    for (int i = 0; i < held.length; i++) {
      if (held[i] && (state >>> i & 1) != row[i]) {
        return false;
      }
    }
    return true;
  }
}
