package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MeanFieldTest {
  private static final double UNIT = 0x1p-23;

  static Stream<List<Integer>> machines() {
    return Stream.of(
        List.of(5, 4),
        List.of(6, 5, 4),
        List.of(5, 4, 4, 3),
        List.of(3, 3, 4, 3, 2),
        List.of(10, 70, 65),
        List.of(66, 70, 3, 80, 70, 5));
  }

  /** Weights are small enough for one point of rest. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldRestWhereAnIndependentMeanFieldRests(List<Integer> layers) {
    double scale = layers.size() > 5 || layers.get(1) > 60 ? 0.2 : 0.8;
    SmallDbm small = SmallDbm.random(layers, scale, 1, 7);
    MeanField field = new MeanField(small.dbm, new MeanFieldStop(1e-7, 5000));
    int[] rows = new Random(8).ints(20, 0, 1 << Math.min(layers.get(0), 30)).toArray();
    MeanFieldScratch scratch = scratch(small, rows);
    field.run(small.parameters, rows.length, scratch);
    for (int n = 0; n < rows.length; n++) {
      double[][] expected = small.meanField(rows[n]);
      for (int layer = 1; layer < layers.size(); layer++) {
        for (int unit = 0; unit < layers.get(layer); unit++) {
          double mean = threshold(small, scratch, n, layer, unit) * UNIT;
          assertEquals(expected[layer][unit], mean, 1e-5, "layer " + layer + " unit " + unit);
        }
      }
    }
  }

  private static MeanFieldScratch scratch(SmallDbm small, int... rows) {
    MeanFieldScratch scratch = new MeanFieldScratch(small.dbm);
    for (int n = 0; n < rows.length; n++) {
      scratch.bits[n * scratch.words] = rows[n];
    }
    return scratch;
  }

  private static int threshold(SmallDbm small, MeanFieldScratch s, int n, int layer, int unit) {
    int skipped = layer % 2 == 0 ? small.dbm.units(0) / 64 * 64 : 0;
    int column = small.dbm.first(layer) + unit - skipped;
    int at = column / 64 * MeanFieldScratch.PANEL + n * 64 + column % 64;
    return s.thresholds[layer % 2][at];
  }

  private static int[] thresholds(SmallDbm small, MeanFieldScratch s, int n) {
    return IntStream.rangeClosed(1, small.dbm.depth())
        .flatMap(
            layer ->
                IntStream.range(0, small.dbm.units(layer))
                    .map(unit -> threshold(small, s, n, layer, unit)))
        .toArray();
  }

  /** Strong weights, so that some rows come to rest much later than others and some never do. */
  @Test
  @Tag("bits")
  void shouldStopEveryExampleOnItsOwn() {
    SmallDbm small = SmallDbm.random(List.of(10, 70, 65, 66), 0.6, 1, 11);
    MeanField field = new MeanField(small.dbm, new MeanFieldStop(1e-3, 40));
    int[] rows = new Random(12).ints(37, 0, 1 << 10).toArray();
    MeanFieldScratch together = scratch(small, rows);
    field.run(small.parameters, rows.length, together);
    MeanFieldScratch alone = new MeanFieldScratch(small.dbm);
    for (int n = 0; n < rows.length; n++) {
      alone.bits[0] = rows[n];
      field.run(small.parameters, 1, alone);
      assertEquals(together.sweeps[n], alone.sweeps[0]);
      assertArrayEquals(thresholds(small, together, n), thresholds(small, alone, 0));
    }
    int[] sweeps = Arrays.copyOf(together.sweeps, rows.length);
    int least = Arrays.stream(sweeps).min().orElseThrow();
    int most = Arrays.stream(sweeps).max().orElseThrow();
    assertTrue(most > least + 5, () -> "sweeps " + least + " to " + most);
  }

  @Test
  void shouldEndAtTheMostSweeps() {
    SmallDbm small = SmallDbm.random(List.of(10, 70, 65), 0.6, 1, 11);
    MeanFieldScratch scratch = scratch(small, 1, 77, 1023);
    new MeanField(small.dbm, new MeanFieldStop(0, 3)).run(small.parameters, 3, scratch);
    assertArrayEquals(new int[] {3, 3, 3}, Arrays.copyOf(scratch.sweeps, 3));
  }
}
