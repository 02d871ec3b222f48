package dev.reverie.service.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final long SECOND = 1_000_000_000L;

  private static List<Long> seconds(Backoff backoff, int times) {
    return Stream.generate(() -> backoff.died(5 * SECOND))
        .limit(times)
        .map(wait -> wait < 0 ? wait : wait / SECOND)
        .toList();
  }

  @Test
  void shouldWaitLongerEachTimeAndGiveUpAtLast() {
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L, 30L, -1L), seconds(new Backoff(), 10));
  }

  @Test
  void shouldForgetWhatWasBeforeALongLife() {
    Backoff backoff = new Backoff();
    seconds(backoff, 5);
    assertEquals(SECOND, backoff.died(61 * SECOND));
    assertEquals(List.of(2L, 4L), seconds(backoff, 2));
  }
}
