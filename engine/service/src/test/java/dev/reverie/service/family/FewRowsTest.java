package dev.reverie.service.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FewRowsTest {
  private static FewRows few(int rows, int most) {
    Dataset data = Dataset.ofBytes("blank", new byte[rows][1], 1, 1);
    return new FewRows(BinaryRows.of(data, Binarisation.THRESHOLD, 1), most);
  }

  private static int[] places(FewRows rows) {
    return IntStream.range(0, rows.rows()).map(rows::place).toArray();
  }

  @Test
  void shouldBeAllRowsWhereThereAreNotMore() {
    assertArrayEquals(IntStream.range(0, 7).toArray(), places(few(7, 200)));
    assertArrayEquals(IntStream.range(0, 7).toArray(), places(few(7, 7)));
  }

  @ParameterizedTest
  @CsvSource({"10000, 200", "60000, 200", "10000, 2000", "8, 7", "1001, 1000"})
  void shouldBeDifferentRowsInOrder(int rows, int most) {
    int[] places = places(few(rows, most));
    assertEquals(most, Arrays.stream(places).distinct().count());
    assertArrayEquals(Arrays.stream(places).sorted().toArray(), places);
    assertTrue(places[most - 1] < rows);
  }

  /** The built-in digits come in turn. */
  @ParameterizedTest
  @CsvSource({"10000, 200", "10000, 2000", "60000, 200"})
  void shouldHaveEveryDigitAboutAsOften(int rows, int most) {
    int[] counts = new int[10];
    for (int place : places(few(rows, most))) {
      counts[place % 10]++;
    }
    for (int count : counts) {
      assertEquals(most / 10.0, count, most / 50.0, Arrays.toString(counts));
    }
  }
}
