package dev.reverie.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Version;
import dev.reverie.protocol.Ticket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small checkpoints with something of everything. */
final class Checkpoints {
  private Checkpoints() {}

  static Checkpoint at(long updates) {
    return new Checkpoint(
        new Version(2, updates),
        Map.of("seed", "7", "data", "digits \u00e4\n\"quoted\""),
        Map.of("weights", new float[] {1.5f, -0f, Float.MIN_VALUE, updates}),
        Map.of("velocity", new float[] {-3f}, "age", new float[0]),
        Map.of("negative", new byte[] {1, -1, 0, 127}),
        updates - 1,
        List.of(new Ticket(updates, 0, 33), new Ticket(updates + 1, 66, 100)));
  }

  static void assertSame(Checkpoint expected, Checkpoint actual) {
    assertEquals(expected.version(), actual.version());
    assertEquals(expected.identity(), actual.identity());
    assertSame(expected.parameters(), actual.parameters());
    assertSame(expected.state(), actual.state());
    assertEquals(expected.particles().keySet(), actual.particles().keySet());
    expected
        .particles()
        .forEach((name, bytes) -> assertArrayEquals(bytes, actual.particles().get(name), name));
    assertEquals(expected.frontier(), actual.frontier());
    assertEquals(expected.consumed(), actual.consumed());
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, numbers) -> assertArrayEquals(numbers, actual.get(name), name));
  }

  /** Without the numbers: nothing of a training that only has a rule. */
  static Checkpoint empty() {
    return new Checkpoint(
        new Version(0, 0), Map.of(), new LinkedHashMap<>(), Map.of(), Map.of(), 0, List.of());
  }
}
