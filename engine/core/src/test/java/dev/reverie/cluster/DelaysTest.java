package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DelaysTest {
  private final Delays delays = new Delays();

  @Test
  void shouldTellNothingOfNothing() {
    assertEquals(Double.NaN, delays.quantile(0.5));
  }

  @Test
  void shouldTellWhatSuchAShareDoesNotExceed() {
    for (long seconds = 100; seconds >= 1; seconds--) {
      delays.add(seconds * 1_000_000_000);
    }
    assertEquals(50, delays.quantile(0.5));
    assertEquals(99, delays.quantile(0.99));
    assertEquals(100, delays.quantile(1));
  }

  @Test
  void shouldForgetTheOldest() {
    delays.add(Long.MAX_VALUE);
    for (int n = 0; n < 100; n++) {
      delays.add(1_000_000_000);
    }
    assertEquals(1, delays.quantile(1));
  }
}
