package dev.reverie.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayoutTest {
  private static Layout everyStorage(int rows, int columns) {
    Layout.Builder builder = Layout.builder();
    for (Storage storage : List.of(Storage.ROWS, Storage.PLAIN_PANELS)) {
      builder.add("wide " + storage, Role.LEARNED, storage, rows, columns);
      builder.add("single " + storage, Role.PUBLISHED, storage, 1, 1);
    }
    return builder.build();
  }

  @Test
  void shouldLayPackedBlocksInWordsOfTheirOwn() {
    Layout layout =
        Layout.builder()
            .add("a", Role.DERIVED, Storage.PACKED_PANELS, 65, 65)
            .add("b", Role.LEARNED, Storage.ROWS, 1, 1)
            .add("c", Role.DERIVED, Storage.PACKED_PANELS, 1, 1)
            .build();
    assertTrue(layout.block("a").isPacked());
    assertEquals(6, layout.block("a").offset());
    assertEquals(6 + 2 * 128 * 16, layout.block("c").offset());
    assertEquals(6 + 2 * 128 * 16 + 64 * 16, layout.words());
    assertEquals(28, layout.length());
    assertEquals(4L * 28 + 8L * layout.words(), layout.bytes());
    assertEquals(0, everyStorage(1, 1).words());
    assertThrows(
        IllegalArgumentException.class,
        () -> Layout.builder().add("a", Role.LEARNED, Storage.PACKED_PANELS, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "7, 64", "6, 65", "70, 130"})
  void shouldBeginEveryBlockOnACacheLineBehindTheLeadIn(int rows, int columns) {
    Layout layout = everyStorage(rows, columns);
    for (Block block : layout.blocks()) {
      assertEquals(12, block.offset() % 16, block::name);
    }
    assertEquals(12, layout.length() % 16);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "7, 64", "6, 65", "70, 130"})
  void shouldGiveEveryNumberAPlaceOfItsOwnWithinItsBlock(int rows, int columns) {
    Layout layout = everyStorage(rows, columns);
    BitSet taken = new BitSet();
    int end = 12;
    for (Block block : layout.blocks()) {
      assertTrue(block.offset() >= end, () -> block + " begins within the one before it");
      end = block.offset() + block.length();
      for (int row = 0; row < block.rows(); row++) {
        for (int column = 0; column < block.columns(); column++) {
          int index = block.index(row, column);
          assertTrue(
              index >= block.offset() && index < end, () -> block + " lets " + index + " out");
          assertTrue(!taken.get(index), () -> block + " takes " + index + " twice");
          taken.set(index);
        }
      }
    }
    assertTrue(layout.length() >= end);
    int numbers = layout.blocks().stream().mapToInt(Block::size).sum();
    assertEquals(numbers, taken.cardinality());
  }

  @Test
  void shouldFindBlocksByNameAndNameThemAllWhenThereIsNone() {
    Layout layout = Layout.builder().add("a", Role.LEARNED, Storage.ROWS, 2, 3).build();
    assertEquals(6, layout.block("a").size());
    var refusal = assertThrows(IllegalArgumentException.class, () -> layout.block("b"));
    assertEquals("name=b, must be one of [a]", refusal.getMessage());
  }

  @Test
  void shouldRefuseTwoBlocksOfOneName() {
    Layout.Builder builder = Layout.builder().add("a", Role.LEARNED, Storage.ROWS, 2, 3);
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder.add("a", Role.DERIVED, Storage.ROWS, 1, 1));
    assertEquals("name=a, must not be that of another block", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1"})
  void shouldRefuseABlockOfNothing(int rows, int columns) {
    Layout.Builder builder = Layout.builder();
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder.add("a", Role.LEARNED, Storage.ROWS, rows, columns));
    assertEquals(
        "a rows=" + rows + " columns=" + columns + ", both must be positive", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "131072, 65536",
    "2147483647, 1",
    "1, 2147483647",
    "2147483647, 2147483647",
    "2, 2147483600"
  })
  void shouldRefuseMoreNumbersThanAnArrayHas(int rows, int columns) {
    for (Storage storage : Storage.values()) {
      Layout.Builder builder = Layout.builder();
      var refusal =
          assertThrows(
              InputException.class,
              () -> builder.add("a", Role.DERIVED, storage, rows, columns),
              storage::name);
      assertEquals(
          "a of "
              + rows
              + " x "
              + columns
              + " numbers is too large: all parameters together, with their padding, must be at"
              + " most 2147483639 numbers",
          refusal.getMessage());
    }
  }

  @Test
  void shouldRefuseABlockThatDoesNotFitBesideTheOthers() {
    Layout.Builder full = Layout.builder().add("a", Role.LEARNED, Storage.ROWS, 1 << 15, 1 << 15);
    full.add("b", Role.LEARNED, Storage.ROWS, (1 << 15) - 1, 1 << 15);
    assertThrows(InputException.class, () -> full.add("c", Role.LEARNED, Storage.ROWS, 1, 1 << 15));
  }

  @Test
  void shouldHoldNothingWhenEmpty() {
    assertTrue(Layout.empty().blocks().isEmpty());
    assertEquals(12, Layout.empty().length());
  }
}
