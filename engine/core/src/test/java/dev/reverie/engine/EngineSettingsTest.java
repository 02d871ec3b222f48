package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.input.InputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineSettingsTest {
  private static EngineSettings with(String setting) {
    Config config = ConfigFactory.parseString("reverie.engine." + setting);
    return EngineSettings.of(config.withFallback(ConfigFactory.defaultReference()).resolve());
  }

  @Test
  void shouldHaveADefaultForEverything() {
    EngineSettings settings = EngineSettings.of(ConfigFactory.defaultReference().resolve());
    assertEquals("reverie.engine.dispatcher", settings.dispatcher());
    assertEquals("reverie.engine.blocking-dispatcher", settings.blockingDispatcher());
    assertEquals(Duration.ofMillis(2), settings.quantum());
    assertEquals(5, settings.maxRestarts());
    assertEquals(false, settings.poisonBuffers());
  }

  @Test
  void shouldReadWhatTheApplicationSays() {
    assertEquals(Duration.ofSeconds(3), with("quantum = 3 s").quantum());
    assertEquals(0, with("max-restarts = 0").maxRestarts());
  }

  @ParameterizedTest
  @CsvSource({
    "quantum, 0 ms",
    "progress-interval, -1 s",
    "remind-after, 0 s",
    "min-backoff, 0 s",
    "max-backoff, 0 s"
  })
  void shouldRefuseATimeThatIsNone(String key, String value) {
    var refusal = assertThrows(InputException.class, () -> with(key + " = " + value));
    assertEquals(
        "reverie.engine." + key + "=" + value + ", must be a time above 0", refusal.getMessage());
  }

  @Test
  void shouldRefuseANegativeNumberOfRestarts() {
    var refusal = assertThrows(InputException.class, () -> with("max-restarts = -1"));
    assertEquals("reverie.engine.max-restarts=-1, must be 0 or more", refusal.getMessage());
  }

  @Test
  void shouldRefuseASettingThatItDoesNotKnow() {
    var refusal = assertThrows(InputException.class, () -> with("quantam = 2 ms"));
    assertEquals(
        "unknown setting reverie.engine.quantam, must be one of [aggregator-dispatcher,"
            + " blocking-dispatcher, data-plane, dispatcher, max-backoff, max-restarts, min-backoff,"
            + " poison-buffers, progress-interval, quantum, remind-after, use-aggregator-dispatcher,"
            + " use-blocking-dispatcher, use-dispatcher]",
        refusal.getMessage());
  }
}
