package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  @Test
  void shouldPadRowsOfPackedPanelsToWholeBlocksWithARowOfZeros() {
    assertEquals(64 * 16, Panels.packedPanel(1));
    assertEquals(64 * 16, Panels.packedPanel(63));
    assertEquals(128 * 16, Panels.packedPanel(64));
    assertEquals(832 * 16 * 8, Panels.packedLength(784, 500));
  }

  @Test
  void shouldPlaceTheRowsOfUnitsThatAreOn() {
    Random random = new Random(1);
    int words = 3;
    int[] places = new int[1 + 64 * words + Panels.SPARE_PLACES];
    for (int run = 0; run < 400; run++) {
      long[] bits = new long[5];
      List<Integer> expected = new ArrayList<>();
      for (int unit = 0; unit < words * 64; unit++) {
        if (random.nextInt(5) < run % 6) {
          bits[1 + unit / 64] |= 1L << unit;
          expected.add(unit * 16);
        }
      }
      while (expected.size() % 4 != 0) {
        expected.add(7);
      }
      int end = Panels.places(bits, 1, words, 7, places, 1);
      assertEquals(expected, Arrays.stream(places, 1, end).boxed().toList());
    }
  }

  @Test
  void shouldPlaceTheChoiceOfEveryFourUnitsOfWhichSomeAreOn() {
    Random random = new Random(2);
    int words = 3;
    int[] places = new int[1 + 16 * words + 3];
    for (int run = 0; run < 400; run++) {
      long[] bits = new long[5];
      for (int unit = 0; unit < words * 64; unit++) {
        bits[1 + unit / 64] |= random.nextInt(6) < run % 7 ? 1L << unit : 0;
      }
      List<Integer> expected = new ArrayList<>();
      for (int group = 0; group < 16 * words; group++) {
        int choice = (int) (bits[1 + group / 16] >>> group % 16 * 4) & 15;
        if (choice != 0) {
          expected.add((group * 16 + choice) * 16);
        }
      }
      assertEquals(expected.size(), Panels.countTablePlaces(bits, 1, words));
      while (expected.size() % 4 != 0) {
        expected.add(0);
      }
      int end = Panels.tablePlaces(bits, 1, words, places, 1);
      assertEquals(expected, Arrays.stream(places, 1, end).boxed().toList());
    }
  }

  @Test
  void shouldRefuseMorePlacesThanAnArrayHas() {
    assertThrows(ArithmeticException.class, () -> Panels.plainLength(1 << 20, 1 << 12));
    assertThrows(ArithmeticException.class, () -> Panels.packedLength(1 << 20, 1 << 13));
  }
}
