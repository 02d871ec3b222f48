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
  void shouldPlaceARowOnceForTheChoiceOfFourStatesInWhichItsUnitIsOn() {
    Random random = new Random(2);
    int words = 2;
    for (int run = 0; run < 200; run++) {
      int states = 1 + random.nextInt(9);
      int fours = (states + 3) / 4;
      long[] bits = new long[1 + states * words];
      for (int k = 1; k < bits.length; k++) {
        long coins = random.nextLong();
        bits[k] = run % 3 == 0 ? coins : coins & random.nextLong() & random.nextLong();
      }
      int[] places = new int[3 + fours * (words * 64 + 45) + Panels.SPARE_PLACES];
      int[] starts = new int[fours * Panels.LISTS_OF_FOUR + 1];
      starts[0] = 3;
      Panels.placesOfFours(bits, 1, words, states, 7, places, starts);
      for (int list = 0; list < starts.length - 1; list++) {
        List<Integer> expected = new ArrayList<>();
        for (int unit = 0; unit < words * 64; unit++) {
          int choice = 0;
          for (int n = 0; n < 4; n++) {
            int state = Math.min(list / 15 * 4 + n, states - 1);
            choice |= (int) (bits[1 + state * words + unit / 64] >>> unit & 1) << n;
          }
          if (choice == list % 15 + 1) {
            expected.add(unit * 16);
          }
        }
        while (expected.size() % 4 != 0) {
          expected.add(7);
        }
        int from = starts[list];
        assertEquals(expected, Arrays.stream(places, from, starts[list + 1]).boxed().toList());
      }
    }
  }

  @Test
  void shouldRefuseMorePlacesThanAnArrayHas() {
    assertThrows(ArithmeticException.class, () -> Panels.plainLength(1 << 20, 1 << 12));
    assertThrows(ArithmeticException.class, () -> Panels.packedLength(1 << 20, 1 << 13));
  }
}
