package dev.reverie.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.reverie.simulation.CountingObjective;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SumsPoolTest {
  private static final int KEPT = 1024;

  private final SumsPool pool = new SumsPool(new CountingObjective(4, 4, 1, 4, 1).phases());

  @Test
  void shouldHandOutWhatWasGivenBackEmpty() {
    CountingObjective.Total total = (CountingObjective.Total) pool.take(0);
    total.add(5);
    pool.giveBack(0, total);
    assertSame(total, pool.take(0));
    assertEquals(0, total.total());
  }

  @Test
  void shouldMakeNewOnesWhenThereAreNone() {
    assertNotSame(pool.take(0), pool.take(0));
  }

  @Test
  void shouldKeepThePhasesApart() {
    CountingObjective.Total total = (CountingObjective.Total) pool.take(0);
    pool.giveBack(0, total);
    assertNotSame(total, pool.take(1));
    assertSame(total, pool.take(0));
  }

  @Test
  void shouldKeepNoMoreThanItsShare() {
    Set<Object> given = new HashSet<>();
    for (int n = 0; n < 2 * KEPT; n++) {
      CountingObjective.Total total = new CountingObjective.Total();
      given.add(total);
      pool.giveBack(0, total);
    }
    int recycled = 0;
    for (int n = 0; n < 2 * KEPT; n++) {
      recycled += given.contains(pool.take(0)) ? 1 : 0;
    }
    assertEquals(KEPT, recycled);
  }
}
