package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchScheduleTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "2,1", "3,2", "4,4", "5,2", "16,5", "17,17", "1000,100", "1001,100"})
  void shouldPresentEveryRowOnceInEachPass(int rows, int batch) {
    BatchSchedule schedule = new BatchSchedule(rows, batch, 42);
    int batches = (rows + batch - 1) / batch;
    assertEquals(batches, schedule.batchesPerPass());
    for (long pass : new long[] {0, 1, 1L << 40}) {
      BitSet seen = new BitSet();
      int[] into = new int[batch];
      for (int i = 0; i < batches; i++) {
        long n = pass * batches + i;
        assertEquals(pass, schedule.pass(n));
        assertEquals(Math.min(batch, rows - i * batch), schedule.size(n));
        schedule.fill(n, 0, schedule.size(n), into);
        for (int position = 0; position < schedule.size(n); position++) {
          assertEquals(into[position], schedule.row(n, position));
          seen.set(into[position]);
        }
      }
      assertEquals(rows, seen.cardinality());
      assertEquals(rows, seen.length());
    }
  }

  @Test
  void shouldOrderEachPassAndSeedAnew() {
    assertFalse(Arrays.equals(order(100, 1, 0), order(100, 1, 1)));
    assertFalse(Arrays.equals(order(100, 1, 0), order(100, 2, 0)));
    assertFalse(Arrays.equals(order(100, 1, 1), order(100, 1, 1L << 32 | 1)));
  }

  /** Chi-squared over 120 orders; with 119 degrees of freedom 210 is passed once in a million. */
  @Test
  void shouldMakeEveryOrderOfFiveRowsEquallyLikely() {
    int passes = 60_000;
    Map<String, Integer> counts = new HashMap<>();
    for (long pass = 0; pass < passes; pass++) {
      counts.merge(Arrays.toString(order(5, 7, pass)), 1, Integer::sum);
    }
    assertEquals(120, counts.size());
    assertTrue(chiSquared(counts.values(), passes / 120.0) < 210);
  }

  /** 900 cells, 841 degrees of freedom: 1 in a million beyond 1050. */
  @Test
  void shouldPutEveryRowAtEveryPositionEquallyOften() {
    int passes = 30_000;
    int[][] counts = new int[30][30];
    for (long pass = 0; pass < passes; pass++) {
      int[] order = order(30, 9, pass);
      for (int position = 0; position < 30; position++) {
        counts[position][order[position]]++;
      }
    }
    double sum = 0;
    for (int[] row : counts) {
      sum += chiSquared(Arrays.stream(row).boxed().toList(), passes / 30.0);
    }
    assertTrue(sum < 1050, "chi-squared " + sum);
  }

  /**
   * Neighbours in one pass are no neighbours in the next: 900 ordered pairs, of which 870 can
   * occur.
   */
  @Test
  void shouldLetEveryRowFollowEveryOtherEquallyOften() {
    int passes = 30_000;
    Map<Integer, Integer> counts = new HashMap<>();
    for (long pass = 0; pass < passes; pass++) {
      int[] order = order(30, 11, pass);
      for (int position = 1; position < 30; position++) {
        counts.merge(order[position - 1] * 30 + order[position], 1, Integer::sum);
      }
    }
    assertEquals(870, counts.size());
    double sum = chiSquared(counts.values(), passes * 29.0 / 870);
    assertTrue(sum < 1085, "chi-squared " + sum);
  }

  @Test
  void shouldScheduleAsManyRowsAsThereCanBe() {
    BatchSchedule schedule = new BatchSchedule(Integer.MAX_VALUE, 1 << 30, 3);
    assertEquals(2, schedule.batchesPerPass());
    assertEquals((1 << 30) - 1, schedule.size(1));
    int row = schedule.row(1, (1 << 30) - 2);
    assertTrue(row >= 0 && row < Integer.MAX_VALUE);
  }

  @Test
  void shouldRefuseMisuse() {
    assertThrows(IllegalArgumentException.class, () -> new BatchSchedule(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new BatchSchedule(1, 0, 1));
    BatchSchedule schedule = new BatchSchedule(5, 2, 1);
    assertThrows(IllegalArgumentException.class, () -> schedule.row(2, 1));
    assertThrows(IllegalArgumentException.class, () -> schedule.row(0, -1));
    assertThrows(IllegalArgumentException.class, () -> schedule.row(-1, 0));
  }

  private static int[] order(int rows, long seed, long pass) {
    int[] order = new int[rows];
    new BatchSchedule(rows, rows, seed).fill(pass, 0, order.length, order);
    return order;
  }

  private static double chiSquared(Iterable<Integer> counts, double expected) {
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
