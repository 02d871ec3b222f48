package dev.reverie.benchmark.peers.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonLineTest {
  @Test
  void shouldReadWhatItWrote() {
    Round round = new Round(2.5, Map.of("updates", 10.0));
    String line = JsonLine.of(round);
    assertEquals(1, line.lines().count());
    assertEquals(round, JsonLine.read(line, Round.class));
  }

  @Test
  void shouldReadWholeNumbersAsCounts() {
    Round round = JsonLine.read("{\"seconds\": 2, \"counts\": {\"updates\": 10}}", Round.class);
    assertEquals(5, round.perSecond("updates"));
  }

  @Test
  void shouldRefuseUnknownNamesAndOtherText() {
    assertThrows(
        IllegalArgumentException.class, () -> JsonLine.read("{\"second\": 2}", Round.class));
    assertThrows(IllegalArgumentException.class, () -> JsonLine.read("hello", Round.class));
  }

  @Test
  void shouldRefuseACountThatIsNotThere() {
    Round round = new Round(1, Map.of("updates", 10.0));
    assertThrows(IllegalArgumentException.class, () -> round.count("sweeps"));
  }
}
