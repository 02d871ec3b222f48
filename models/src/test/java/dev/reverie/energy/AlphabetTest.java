package dev.reverie.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlphabetTest {
  @Test
  void shouldHaveTheLettersGiven() {
    Alphabet alphabet = Alphabet.of(3, -1, 0.5);
    assertFalse(alphabet.isReal());
    assertEquals(3, alphabet.size());
    assertEquals(0.5, alphabet.letter(2));
    assertTrue(alphabet.contains(-1));
    assertFalse(alphabet.contains(1));
  }

  @Test
  void shouldTakeAnyNumberAsReal() {
    assertTrue(Alphabet.REALS.isReal());
    assertTrue(Alphabet.REALS.contains(0.1));
  }

  @Test
  void shouldKeepItsLettersToItself() {
    double[] letters = {1, 2};
    Alphabet alphabet = Alphabet.of(letters);
    letters[0] = 7;
    assertEquals(1, alphabet.letter(0));
  }

  @Test
  void shouldRefuseLettersThatAreNone() {
    assertRefused();
    assertRefused(1);
    assertRefused(1, 2, 1);
    assertRefused(0.0, -0.0);
    assertRefused(1, Double.NaN);
    assertRefused(1, Double.POSITIVE_INFINITY);
  }

  private static void assertRefused(double... letters) {
    assertThrows(IllegalArgumentException.class, () -> Alphabet.of(letters));
  }
}
