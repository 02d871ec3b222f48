package dev.reverie.parameter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
  private static final Layout LAYOUT =
      Layout.builder()
          .add("learned", Role.LEARNED, Storage.PLAIN_PANELS, 3, 70)
          .add("published", Role.PUBLISHED, Storage.ROWS, 2, 2)
          .add("derived", Role.DERIVED, Storage.PLAIN_PANELS, 1, 5)
          .build();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PACKED_PANELS")
  void shouldGiveBackTheRowsThatWereSet(Storage storage) {
    Layout layout = Layout.builder().add("a", Role.LEARNED, storage, 5, 67).build();
    Parameters parameters = new Parameters(layout);
    float[] rows = new float[5 * 67];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = k + 1;
    }
    Block block = layout.block("a");
    parameters.setRows(block, rows);
    assertArrayEquals(rows, parameters.rows(block));
    assertEquals(2 * 67 + 66 + 1, parameters.at(block, 2, 66));
    float sum = 0;
    for (float value : parameters.values()) {
      sum += value;
    }
    assertEquals(rows.length * (rows.length + 1) / 2f, sum, "padding was written");
  }

  @Test
  void shouldRefuseRowsOfAnotherSize() {
    Parameters parameters = new Parameters(LAYOUT);
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> parameters.setRows(LAYOUT.block("published"), new float[5]));
    assertEquals("published: rows.length=5, must be 4", refusal.getMessage());
  }

  @Test
  void shouldShareWhatIsFrozenAndForgetItWithTheRest() {
    Layout layout = Layout.builder().addFrozen("old", LAYOUT).addFrozen("older", LAYOUT).build();
    Parameters parameters = new Parameters(layout);
    assertNull(parameters.frozen(0));
    Parameters frozen = new Parameters(LAYOUT);
    parameters.setFrozen(1, frozen);
    Parameters copy = parameters.copy();
    assertSame(frozen, copy.frozen(1));
    assertNull(copy.frozen(0));
    parameters.poison();
    assertNull(parameters.frozen(1));
    assertSame(frozen, copy.frozen(1));
    copy.setFrozen(1, null);
    assertNull(copy.frozen(1));
    assertThrows(
        IllegalArgumentException.class, () -> copy.setFrozen(0, new Parameters(Layout.empty())));
  }

  @Test
  void shouldTakeOverBlocksByTheirName() {
    Layout wider =
        Layout.builder()
            .add("before", Role.LEARNED, Storage.ROWS, 1, 3)
            .add("packed", Role.DERIVED, Storage.PACKED_PANELS, 2, 3)
            .add("learned", Role.LEARNED, Storage.PLAIN_PANELS, 3, 70)
            .build();
    Layout narrower =
        Layout.builder()
            .add("learned", Role.LEARNED, Storage.PLAIN_PANELS, 3, 70)
            .add("packed", Role.DERIVED, Storage.PACKED_PANELS, 2, 3)
            .build();
    Parameters from = new Parameters(wider);
    from.set(wider.block("learned"), 2, 69, 7f);
    Arrays.fill(from.words(), 5L);
    Parameters to = new Parameters(narrower);
    to.copyBlocksFrom(from);
    assertEquals(7f, to.at(narrower.block("learned"), 2, 69));
    Block packed = narrower.block("packed");
    assertEquals(5L, to.words()[packed.offset() + packed.length() - 1]);
    assertThrows(
        IllegalArgumentException.class, () -> to.copyBlocksFrom(new Parameters(LAYOUT)), "packed");
  }

  @Test
  void shouldCopyWithoutSharing() {
    Parameters parameters = new Parameters(LAYOUT);
    Block block = LAYOUT.block("learned");
    parameters.set(block, 2, 69, 7f);
    Parameters copy = parameters.copy();
    parameters.set(block, 2, 69, 8f);
    assertEquals(7f, copy.at(block, 2, 69));
    Parameters other = new Parameters(Layout.empty());
    assertThrows(IllegalArgumentException.class, () -> copy.copyFrom(other));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 10_001, -1e30f})
  void shouldNameTheNumberThatDiverged(float value) {
    Parameters parameters = new Parameters(LAYOUT);
    parameters.set(LAYOUT.block("learned"), 2, 69, value);
    var refusal = assertThrows(DivergedException.class, parameters::requireBounded);
    assertTrue(refusal.getMessage().contains("learned[2,69]=" + value), refusal.getMessage());
    assertEquals("update", refusal.phase());
  }

  @Test
  void shouldBoundWhatIsPublishedButNotWhatIsDerived() {
    Parameters parameters = new Parameters(LAYOUT);
    parameters.set(LAYOUT.block("derived"), 0, 1, Float.NaN);
    parameters.set(LAYOUT.block("learned"), 0, 1, -Parameters.LIMIT);
    assertDoesNotThrow(parameters::requireBounded);
    parameters.set(LAYOUT.block("published"), 1, 0, Float.NaN);
    var refusal = assertThrows(DivergedException.class, parameters::requireBounded);
    assertTrue(refusal.getMessage().contains("published[1,0]=NaN"), refusal.getMessage());
  }

  @Test
  void shouldPoisonEveryNumber() {
    Parameters parameters = new Parameters(LAYOUT);
    parameters.poison();
    for (float value : parameters.values()) {
      assertTrue(Float.isNaN(value));
    }
  }
}
