package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ProviderTest {
  @Test
  void shouldNameWhatItChose() {
    String forced = System.getProperty("reverie.numeric", "");
    String name = VectorOps.best().name();
    assertEquals(forced.equals("scalar") ? "scalar" : "vector", name.split(" ")[0], name);
    assertEquals("scalar", VectorOps.scalar().name());
  }

  @Test
  void shouldRefuseAnImplementationThatItDoesNotKnow() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Provider.choose("quick"));
    assertEquals(
        "reverie.numeric=quick, must be scalar, vector, vector128, vector256 or vector512",
        refusal.getMessage());
  }
}
