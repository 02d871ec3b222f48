package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RowsOfDensityTest {
  private static final int COLUMNS = 70;

  private static long[] row(RowsOfDensity rows, int row) {
    long[] bits = new long[rows.words()];
    rows.fill(0, row, bits, 0);
    return bits;
  }

  @Test
  void shouldTurnOnExactlySoManyUnitsOfEveryRow() {
    for (int on : new int[] {0, 1, 35, COLUMNS}) {
      RowsOfDensity rows = new RowsOfDensity(20, COLUMNS, on, 1);
      for (int row = 0; row < rows.rows(); row++) {
        assertEquals(on, LongStream.of(row(rows, row)).mapToInt(Long::bitCount).sum());
        assertEquals(0, row(rows, row)[1] >>> (COLUMNS - 64));
      }
      assertEquals((double) on / COLUMNS, rows.means()[3]);
    }
  }

  @Test
  void shouldGiveRowsThatDiffer() {
    RowsOfDensity rows = new RowsOfDensity(2, COLUMNS, 35, 1);
    assertFalse(Arrays.equals(row(rows, 0), row(rows, 1)));
  }

  @Test
  void shouldRefuseMoreUnitsThanThereAre() {
    assertThrows(
        IllegalArgumentException.class, () -> new RowsOfDensity(1, COLUMNS, COLUMNS + 1, 1));
  }
}
