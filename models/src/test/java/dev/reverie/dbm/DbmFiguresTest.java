package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.diagnostic.HiddenActivity;
import dev.reverie.random.ChiSquare;
import dev.reverie.rbm.PackedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Activity of hidden layers, and samples. */
final class DbmFiguresTest {
  private static final List<Integer> LAYERS = List.of(4, 3, 3, 2);

  @Test
  void shouldTellMeansOfEveryLayer() {
    SmallDbm small = SmallDbm.random(LAYERS, 0.5, 1, 3);
    int count = 300;
    PackedRows rows = PackedRows.random(4, count, new Random(4));
    MeanActivity activity = MeanActivity.of(small.dbm, small.parameters, rows, 0, count);
    double[][] expected = new double[LAYERS.size()][];
    for (int layer = 0; layer < expected.length; layer++) {
      expected[layer] = new double[LAYERS.get(layer)];
    }
    long[] row = new long[1];
    for (int n = 0; n < count; n++) {
      rows.fill(0, n, row, 0);
      double[][] means = small.meanField((int) row[0]);
      for (int layer = 0; layer < expected.length; layer++) {
        for (int unit = 0; unit < expected[layer].length; unit++) {
          expected[layer][unit] += means[layer][unit] / count;
        }
      }
    }
    for (int layer = 0; layer < expected.length; layer++) {
      assertArrayEquals(expected[layer], activity.means(layer), 0.01, "layer " + layer);
    }
    float[][] each = MeanActivity.ofRows(small.dbm, small.parameters, rows);
    rows.fill(0, 200, row, 0);
    double[][] means = small.meanField((int) row[0]);
    assertEquals(count, each.length);
    assertEquals(means[1][2], each[200][2], 0.02);
    assertEquals(means[3][1], each[200][7], 0.02);
  }

  @Test
  void shouldCountUnitsThatSayNothing() {
    SmallDbm small = SmallDbm.random(LAYERS, 0.1, 0.1, 3);
    small.dbm.setBias(small.parameters, 1, 0, -20);
    small.dbm.setBias(small.parameters, 3, 1, -20);
    small.dbm.setBias(small.parameters, 2, 2, 20);
    small.dbm.rbm().derive(small.parameters);
    PackedRows rows = PackedRows.random(4, 10, new Random(4));
    MeanActivity activity = MeanActivity.of(small.dbm, small.parameters, rows, 0, 10);
    assertEquals(new HiddenActivity(2, 1, 8), activity.activity());
    assertEquals(new HiddenActivity(0, 1, 3), activity.activity(2));
  }

  @Test
  void shouldRefuseRowsThatDoNotFit() {
    SmallDbm small = SmallDbm.random(LAYERS, 0.1, 0.1, 3);
    PackedRows rows = PackedRows.random(5, 10, new Random(4));
    assertThrows(
        IllegalArgumentException.class,
        () -> MeanActivity.of(small.dbm, small.parameters, rows, 0, 10));
    assertThrows(
        IllegalArgumentException.class, () -> new DbmSampler(small.dbm, 2, 1).hold(new boolean[5]));
  }

  /** p(free visible units | held ones), which enumeration knows. */
  @Test
  void shouldSampleWhatIsNotHeld() {
    SmallDbm small = SmallDbm.random(LAYERS, 0.7, 0.7, 5);
    int count = 20_000;
    DbmSampler sampler = new DbmSampler(small.dbm, count, 9);
    sampler.hold(new boolean[] {true, false, true, false});
    for (int place = 0; place < count; place++) {
      sampler.set(place, new float[] {1, 0, 0, 0}, true);
    }
    sampler.sweep(small.parameters, 0, count, 60);
    long[] counts = new long[4];
    float[] shown = new float[4];
    for (int place = 0; place < count; place++) {
      sampler.show(place, shown);
      assertEquals(1, shown[0]);
      assertEquals(0, shown[2]);
      counts[(int) (shown[1] + 2 * shown[3])]++;
    }
    double[] energies = small.freeEnergies();
    double[] expected = new double[4];
    for (int free = 0; free < 4; free++) {
      expected[free] = Math.exp(-energies[1 | (free & 1) << 1 | (free >> 1) << 3]);
    }
    double sum = Arrays.stream(expected).sum();
    for (int free = 0; free < 4; free++) {
      expected[free] /= sum;
    }
    new ChiSquare(counts, expected).requirePass("held");
    double[] coins = {0.25, 0.25, 0.25, 0.25};
    assertTrue(!new ChiSquare(counts, coins).passes(), "nothing to be learned from this");
  }
}
