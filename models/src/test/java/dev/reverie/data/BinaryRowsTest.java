package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryRowsTest {
  private static final long SEED = 0x1234_5678_9ABC_DEF0L;

  @Test
  void shouldCutBytesAtOneHalf() {
    byte[] ramp = new byte[256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) i;
    }
    BinaryRows rows =
        BinaryRows.of(
            Dataset.ofBytes("ramp", new byte[][] {ramp}, 16, 16), Binarisation.THRESHOLD, 0);
    long[] words = {9, 9, 9, 9, 9, 9};
    rows.fill(7, 0, words, 1);
    assertArrayEquals(new long[] {9, 0, 0, -1, -1, 9}, words);
  }

  @Test
  void shouldCutFloatsAtOneHalf() {
    float[][] values = {{Math.nextDown(0.5f), 0.5f, 1, 0}};
    BinaryRows rows = BinaryRows.of(Dataset.ofFloats("x", values, 1, 4), Binarisation.THRESHOLD, 0);
    long[] words = new long[1];
    rows.fill(0, 0, words, 0);
    assertEquals(0b0110, words[0]);
    assertArrayEquals(new double[] {0, 1, 1, 0}, rows.means());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 128, 130, 784})
  void shouldSampleByTheDefinition(int columns) {
    SplittableRandom random = new SplittableRandom(columns);
    byte[][] bytes = new byte[5][columns];
    float[][] floats = new float[5][columns];
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < columns; column++) {
        int kind = random.nextInt(4);
        bytes[row][column] = (byte) (kind == 0 ? 0 : kind == 1 ? 255 : random.nextInt(256));
        floats[row][column] = kind == 0 ? 0 : kind == 1 ? 1 : (float) random.nextDouble();
      }
    }
    assertSampled(
        Dataset.ofBytes("bytes", bytes, 1, columns), (row, u) -> (bytes[row][u] & 0xFF) / 255.0);
    assertSampled(Dataset.ofFloats("floats", floats, 1, columns), (row, u) -> floats[row][u]);
  }

  private interface Intensity {
    double at(int row, int unit);
  }

  private static void assertSampled(Dataset data, Intensity intensity) {
    RandomStream stream = new RandomStream(SEED, Purpose.BINARISATION);
    BinaryRows rows = BinaryRows.of(data, Binarisation.SAMPLE, SEED);
    assertEquals((data.columns() + 63) / 64, rows.words());
    for (long pass : new long[] {BinaryRows.ONCE, 0, 1, 1L << 40}) {
      for (int row = 0; row < data.rows(); row++) {
        long[] expected = new long[rows.words() + 2];
        for (int unit = 0; unit < data.columns(); unit++) {
          long probability = Math.round(intensity.at(row, unit) * (1 << 24));
          boolean on = stream.bits(row, pass, unit) >>> 8 < probability;
          expected[1 + unit / 64] |= on ? 1L << unit % 64 : 0;
        }
        expected[0] = 5;
        expected[rows.words() + 1] = 5;
        long[] words = new long[rows.words() + 2];
        Arrays.fill(words, 5);
        rows.fill(pass, row, words, 1);
        assertArrayEquals(expected, words);
      }
    }
  }

  @Test
  void shouldSampleAnewInEachPassAndForEachSeed() {
    byte[][] grey = new byte[1][256];
    Arrays.fill(grey[0], (byte) 127);
    Dataset data = Dataset.ofBytes("grey", grey, 16, 16);
    long[] first = sample(data, 1, 0);
    assertArrayEquals(first, sample(data, 1, 0));
    assertFalse(Arrays.equals(first, sample(data, 1, 1)));
    assertFalse(Arrays.equals(first, sample(data, 2, 0)));
    assertFalse(Arrays.equals(first, sample(data, 1, BinaryRows.ONCE)));
  }

  @Test
  void shouldSampleAsOftenAsTheIntensitySays() {
    byte[][] rows = new byte[400][100];
    for (byte[] row : rows) {
      Arrays.fill(row, (byte) 64);
    }
    BinaryRows sampled =
        BinaryRows.of(Dataset.ofBytes("dark", rows, 10, 10), Binarisation.SAMPLE, SEED);
    long on = 0;
    long[] words = new long[2];
    for (int row = 0; row < 400; row++) {
      sampled.fill(0, row, words, 0);
      on += Long.bitCount(words[0]) + Long.bitCount(words[1]);
    }
    double p = 64 / 255.0;
    double deviation = Math.sqrt(40_000 * p * (1 - p));
    assertTrue(Math.abs(on - 40_000 * p) < 5 * deviation, "on=" + on);
  }

  @Test
  void shouldAverageWhatItGives() {
    byte[][] bytes = {{0, 100, (byte) 200}, {0, (byte) 200, (byte) 200}};
    Dataset data = Dataset.ofBytes("x", bytes, 1, 3);
    assertArrayEquals(
        new double[] {0, 0.5, 1}, BinaryRows.of(data, Binarisation.THRESHOLD, 0).means());
    assertArrayEquals(data.means(), BinaryRows.of(data, Binarisation.SAMPLE, 0).means());
  }

  @Test
  void shouldBinariseSliceAsItsRows() {
    byte[][] bytes = {{1, 2, 3}, {0, (byte) 200, 0}, {(byte) 255, 0, (byte) 128}};
    Dataset slice = Dataset.ofBytes("x", bytes, 1, 3).slice("part", 1, 3);
    long[] words = new long[1];
    BinaryRows rows = BinaryRows.of(slice, Binarisation.THRESHOLD, 0);
    assertEquals(2, rows.rows());
    rows.fill(0, 0, words, 0);
    assertEquals(0b010, words[0]);
    rows.fill(0, 1, words, 0);
    assertEquals(0b101, words[0]);
  }

  private static long[] sample(Dataset data, long seed, long pass) {
    long[] words = new long[4];
    BinaryRows.of(data, Binarisation.SAMPLE, seed).fill(pass, 0, words, 0);
    return words;
  }
}
