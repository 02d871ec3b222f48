package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience();

  @Test
  void shouldWaitEverMoreRarelyForASlowChain() {
    assertEquals(List.of(0L, 1L, 4L, 11L, 26L, 57L, 120L), waitedFor(200));
  }

  @Test
  void shouldNeverGiveUpForGood() {
    List<Long> waited = waitedFor(10_000);
    long last = waited.get(waited.size() - 1);
    assertTrue(last > 10_000 - 1100, "last waited for at update " + last);
  }

  private List<Long> waitedFor(long updates) {
    return LongStream.range(0, updates)
        .filter(
            update -> {
              boolean lasts = patience.lasts(update);
              patience.used(update, false);
              return lasts;
            })
        .boxed()
        .toList();
  }

  @Test
  void shouldBeginAnewWithAChainThatIsInTimeAgain() {
    waitedFor(12);
    assertFalse(patience.lasts(12));
    patience.used(12, true);
    assertTrue(patience.lasts(13));
    patience.used(13, false);
    assertTrue(patience.lasts(14));
  }
}
