package dev.reverie.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PurposeTest {
  @Test
  void shouldHaveCodesThatDifferAndFitEightBits() {
    Map<Integer, Purpose> seen = new HashMap<>();
    for (Purpose purpose : Purpose.values()) {
      assertTrue(
          purpose.code() >= 1 && purpose.code() <= 255, () -> purpose + " " + purpose.code());
      Purpose other = seen.put(purpose.code(), purpose);
      assertEquals(null, other, () -> purpose + " has the code of " + other);
    }
  }

  /** Codes are part of the arithmetic: a run that is resumed must find those that it began with. */
  @Test
  void shouldKeepTheCodesThatRunsWereMadeWith() {
    Map<Purpose, Integer> codes =
        Map.of(
            Purpose.INITIAL_PARAMETERS, 1,
            Purpose.SHUFFLE, 2,
            Purpose.BINARISATION, 3,
            Purpose.CHAIN_START, 4,
            Purpose.CHAIN_VISIBLE, 5,
            Purpose.CHAIN_HIDDEN, 6,
            Purpose.FRESH_VISIBLE, 7,
            Purpose.FRESH_HIDDEN, 8,
            Purpose.FRESH_START, 9,
            Purpose.GENERATED_DATA, 12);
    codes.forEach((purpose, code) -> assertEquals(code, purpose.code(), purpose::name));
  }

  @Test
  void shouldGiveEveryPurposeCountersOfItsOwn() {
    int lastBlock = RandomStream.blockOf(RandomStream.UNIT_LIMIT - 1);
    for (Purpose purpose : Purpose.values()) {
      RandomStream stream = new RandomStream(1, purpose);
      assertEquals(purpose.code(), stream.counter(0, 0) >>> 24, purpose::name);
      assertEquals(purpose.code(), stream.counter(0, lastBlock) >>> 24, purpose::name);
    }
  }
}
