package dev.reverie.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VersionTest {
  @Test
  void shouldOrderByEpochBeforeNumber() {
    List<Version> ordered =
        List.of(
            new Version(0, 0),
            new Version(0, 5),
            new Version(0, 1L << 40),
            new Version(1, 0),
            new Version(1, 3),
            new Version(2, 1));
    for (int a = 0; a < ordered.size(); a++) {
      for (int b = 0; b < ordered.size(); b++) {
        int compared = Integer.signum(ordered.get(a).compareTo(ordered.get(b)));
        assertEquals(Integer.signum(a - b), compared, ordered.get(a) + " and " + ordered.get(b));
      }
    }
  }

  @Test
  void shouldStayInItsEpochWhenItGoesOn() {
    assertEquals(new Version(3, 8), new Version(3, 7).next());
    assertEquals("3.8", new Version(3, 8).toString());
  }

  @Test
  void shouldRefuseNegativeParts() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Version(-1, 2));
    assertTrue(refusal.getMessage().startsWith("epoch=-1 number=2"), refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Version(0, -1));
  }
}
