package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LadderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 777, 10_000, 14_500, Ladder.LIMIT})
  void shouldRiseFromZeroToOne(int temperatures) {
    for (Ladder ladder : List.of(Ladder.piecewise(temperatures), Ladder.even(temperatures))) {
      assertEquals(temperatures, ladder.temperatures());
      assertEquals(0, ladder.beta(0));
      assertEquals(1, ladder.beta(temperatures));
      for (int k = 1; k <= temperatures; k++) {
        assertTrue(ladder.beta(k) > ladder.beta(k - 1), ladder + " at " + k);
      }
    }
  }

  @Test
  void shouldSpaceFourteenThousandFiveHundredAsInTheLiterature() {
    Ladder ladder = Ladder.piecewise(14_500);
    assertEquals(0.001f, ladder.beta(1), 1e-7f);
    assertEquals(0.5f, ladder.beta(500), 1e-7f);
    assertEquals(0.5001f, ladder.beta(501), 1e-7f);
    assertEquals(0.9f, ladder.beta(4_500), 1e-7f);
    assertEquals(0.90001f, ladder.beta(4_501), 1e-7f);
  }

  @Test
  void shouldSayHowItIsSpaced() {
    assertEquals("50 temperatures, evenly spaced", Ladder.even(50).toString());
    assertEquals("9 temperatures, piecewise 0, 0.5, 0.9, 1", Ladder.piecewise(9).toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Ladder.LIMIT + 1})
  void shouldRefuseCountsThatMakeNoLadder(int temperatures) {
    assertThrows(IllegalArgumentException.class, () -> Ladder.piecewise(temperatures));
    assertThrows(IllegalArgumentException.class, () -> Ladder.even(temperatures));
  }
}
