package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedDataTest {
  private static final int CLASSES = 10;

  @Test
  void shouldDrawTheSameDigitsOnEveryMachine() {
    Dataset digits = GeneratedData.digits(28, 100);
    assertEquals("digits", digits.name());
    assertEquals(28, digits.height());
    assertEquals(28, digits.width());
    assertEquals(
        "e7926670575f60c99d2b08d8650f5dcd047fab4d2970571a41835b37f02f786d", digits.digest());
    assertEquals(digits.digest(), GeneratedData.digits(28, 200).slice("x", 0, 100).digest());
    assertNotEquals(digits.digest(), GeneratedData.digits(29, 100).digest());
  }

  @Test
  void shouldDrawNoDigitTwice() {
    Set<String> seen = new HashSet<>();
    for (float[] row : rows(GeneratedData.digits(28, 1000))) {
      seen.add(Arrays.toString(row));
    }
    for (float[] row : rows(GeneratedData.testDigits(28, 1000))) {
      seen.add(Arrays.toString(row));
    }
    assertEquals(2000, seen.size());
  }

  @Test
  void shouldInkAsMuchAsHandwritingDoes() {
    double mean = Arrays.stream(GeneratedData.digits(28, 1000).means()).average().orElseThrow();
    assertTrue(mean > 0.09 && mean < 0.16, "mean=" + mean);
  }

  /** No ink in the outermost frame, so that no digit was cut off. */
  @Test
  void shouldStayWithinThePicture() {
    double[] means = GeneratedData.digits(28, 2000).means();
    double frame = 0;
    for (int i = 0; i < 28; i++) {
      frame += means[i] + means[27 * 28 + i] + means[28 * i] + means[28 * i + 27];
    }
    assertTrue(frame / 112 < 0.002, "frame=" + frame / 112);
  }

  /**
   * The nearest of ten class means finds most digits: classes differ; not all, so they also vary.
   */
  @Test
  void shouldDrawDigitsThatCanBeToldApart() {
    float[][] train = rows(GeneratedData.digits(28, 2000));
    float[][] test = rows(GeneratedData.testDigits(28, 500));
    float[][] means = new float[CLASSES][784];
    for (int row = 0; row < train.length; row++) {
      for (int i = 0; i < 784; i++) {
        means[GeneratedData.label(row)][i] += train[row][i] * CLASSES / train.length;
      }
    }
    int right = 0;
    for (int row = 0; row < test.length; row++) {
      right += nearest(means, test[row]) == GeneratedData.label(row) ? 1 : 0;
    }
    assertTrue(right > 0.75 * 500 && right < 0.99 * 500, "right=" + right);
  }

  @Test
  void shouldHoldEveryBarAndStripeOnce() {
    for (int side : new int[] {2, 3, 4}) {
      Set<Integer> expected = new HashSet<>();
      for (int picture = 0; picture < 1 << side * side; picture++) {
        if (isBarsOrStripes(picture, side)) {
          expected.add(picture);
        }
      }
      Dataset data = GeneratedData.barsAndStripes(side);
      Set<Integer> found = new HashSet<>();
      for (float[] row : rows(data)) {
        int picture = 0;
        for (int i = 0; i < row.length; i++) {
          assertTrue(row[i] == 0 || row[i] == 1);
          picture |= (int) row[i] << i;
        }
        found.add(picture);
      }
      assertEquals(expected, found);
      assertEquals(2 * (1 << side) - 2, data.rows());
    }
  }

  @Test
  void shouldRefuseBarsOfOtherSizes() {
    assertThrows(IllegalArgumentException.class, () -> GeneratedData.barsAndStripes(1));
    assertThrows(IllegalArgumentException.class, () -> GeneratedData.barsAndStripes(13));
  }

  private static boolean isBarsOrStripes(int picture, int side) {
    boolean rows = true;
    boolean columns = true;
    for (int i = 0; i < side * side; i++) {
      int bit = picture >>> i & 1;
      rows &= bit == (picture >>> i / side * side & 1);
      columns &= bit == (picture >>> i % side & 1);
    }
    return rows || columns;
  }

  private static int nearest(float[][] means, float[] row) {
    double[] distances =
        Arrays.stream(means)
            .mapToDouble(
                mean -> {
                  double sum = 0;
                  for (int i = 0; i < row.length; i++) {
                    sum += (row[i] - mean[i]) * (row[i] - mean[i]);
                  }
                  return sum;
                })
            .toArray();
    int best = 0;
    for (int i = 1; i < distances.length; i++) {
      best = distances[i] < distances[best] ? i : best;
    }
    return best;
  }

  private static float[][] rows(Dataset data) {
    float[][] rows = new float[data.rows()][data.columns()];
    for (int row = 0; row < rows.length; row++) {
      data.fill(row, rows[row], 0);
    }
    return rows;
  }
}
