package dev.reverie.service.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.service.settings.Found;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeepTest {
  /** Of 3 x 3 pixels the middle ones belong to the upper and the left part. */
  @ParameterizedTest
  @CsvSource({
    "top, 111111000",
    "bottom, 000000111",
    "left, 110110110",
    "right, 001001001",
  })
  void shouldKeepAPartOfThePicture(String part, String expected) {
    StringBuilder kept = new StringBuilder();
    for (boolean unit : Keep.units(part, Path.of(""), new Found("", 9, 3, 3))) {
      kept.append(unit ? 1 : 0);
    }
    assertEquals(expected, kept.toString());
  }
}
