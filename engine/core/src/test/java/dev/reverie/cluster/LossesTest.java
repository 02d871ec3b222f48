package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final Losses losses = new Losses(new Conducting.Epoch(2, 30, "mark", null));

  private void assertNews(long lost) {
    assertEquals(Optional.of(new NodeEvent.GoesOn(2, 30, lost)), losses.takeNews());
    assertEquals(Optional.empty(), losses.takeNews());
  }

  @Test
  void shouldTellTheMostThatANodeHasSeen() {
    losses.heard(new Version(1, 35));
    losses.heard(new Version(0, 33));
    assertNews(5);
    losses.heard(new Version(1, 34));
    assertEquals(Optional.empty(), losses.takeNews());
    losses.heard(new Version(1, 39));
    assertNews(9);
  }

  @Test
  void shouldTellThatNothingIsLost() {
    losses.heard(new Version(1, 28));
    assertNews(0);
    losses.heard(new Version(1, 30));
    assertEquals(Optional.empty(), losses.takeNews());
  }

  @Test
  void shouldNotTakeItsOwnUpdatesForLost() {
    losses.heard(new Version(2, 99));
    losses.heard(new Version(0, 0));
    assertEquals(Optional.empty(), losses.takeNews());
  }
}
