package dev.reverie.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DivisionTest {
  @Test
  void shouldDivideAllAndEvenly() {
    for (int things = 0; things < 60; things++) {
      for (int workers = 1; workers < 20; workers++) {
        int next = 0;
        for (int index = 0; index < workers; index++) {
          assertEquals(next, Division.first(things, workers, index));
          int count = Division.count(things, workers, index);
          assertTrue(count == things / workers || count == things / workers + 1);
          next += count;
        }
        assertEquals(things, next, things + " over " + workers);
      }
    }
  }

  @Test
  void shouldDivideMoreThanFitsIntoAProductOfInts() {
    assertEquals(1_999_800_000, Division.first(2_000_000_000, 10_000, 9_999));
    assertEquals(200_000, Division.count(2_000_000_000, 10_000, 9_999));
  }
}
