package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanelsTest {
  @Test
  void shouldPadColumnsToWholePanels() {
    int[] columns = {1, 63, 64, 65, 128, 500};
    int[] panels = {1, 1, 1, 2, 2, 8};
    for (int n = 0; n < columns.length; n++) {
      assertEquals(panels[n], Panels.count(columns[n]));
      assertEquals(panels[n] * 64, Panels.padded(columns[n]));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 64", "3, 65", "6, 4", "70, 130"})
  void shouldLayPlainPanelsRowAfterRow(int rows, int columns) {
    assertEquals(rows * Panels.padded(columns), Panels.plainLength(rows, columns));
    int place = 0;
    for (int panel = 0; panel < Panels.count(columns); panel++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < 64; column++) {
          assertEquals(place++, Panels.plainIndex(rows, row, panel * 64 + column));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 64", "3, 65", "6, 4", "70, 130"})
  void shouldLeaveRoomForASumBehindEveryTwoRows(int rows, int columns) {
    int pairs = (rows + 1) / 2;
    assertEquals(pairs * 3 * 64 * Panels.count(columns), Panels.pairedLength(rows, columns));
    Set<Integer> places = new HashSet<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int place = Panels.pairedIndex(rows, row, column);
        assertTrue(places.add(place), "place " + place + " is taken");
        assertTrue(place < Panels.pairedLength(rows, columns));
        assertEquals(column % 64, place % 64);
        assertEquals(row % 2, place / 64 % 3, "a sum's room is taken");
        assertEquals(row / 2, place / 192 % pairs);
        assertEquals(column / 64, place / (192 * pairs));
      }
    }
  }

  @Test
  void shouldPlaceRowsAndPairsAsANaiveLoopDoes() {
    Random random = new Random(1);
    int words = 3;
    int[] places = new int[32 * words];
    for (int run = 0; run < 400; run++) {
      long[] bits = new long[5];
      for (int unit = 0; unit < words * 64; unit++) {
        if (random.nextInt(5) < run % 6) {
          bits[1 + unit / 64] |= 1L << unit;
        }
      }
      int count = Panels.places(bits, 1, words, places);
      assertArrayEquals(naivePlaces(bits, 1, words), Arrays.copyOf(places, count));
    }
  }

  private static int[] naivePlaces(long[] bits, int offset, int words) {
    int rows = words * 64;
    List<Integer> places = new ArrayList<>();
    for (int row = 0; row < rows; row += 2) {
      boolean first = (bits[offset + row / 64] >>> row % 64 & 1) != 0;
      boolean second = (bits[offset + row / 64] >>> row % 64 + 1 & 1) != 0;
      if (first && second) {
        places.add(Panels.pairedIndex(rows, row + 1, 0) + Panels.WIDTH);
      } else if (first || second) {
        places.add(Panels.pairedIndex(rows, first ? row : row + 1, 0));
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void shouldRefuseMorePlacesThanAnArrayHas() {
    assertThrows(ArithmeticException.class, () -> Panels.plainLength(1 << 20, 1 << 12));
    assertThrows(ArithmeticException.class, () -> Panels.pairedLength(1 << 20, 1 << 12));
  }
}
