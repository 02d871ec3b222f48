package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.reverie.input.InputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataSettingsTest {
  private static DataSettings with(String setting) {
    return DataSettings.of(
        ConfigFactory.parseString("reverie.engine.data-plane." + setting)
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
  }

  @Test
  void shouldHaveADefaultForEverything() {
    DataSettings settings = DataSettings.of(ConfigFactory.defaultReference().resolve());
    assertEquals(
        new DataSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 30, 16384),
        settings);
    assertEquals(6, settings.beatsOfSilence());
  }

  @ParameterizedTest
  @CsvSource({
    "handshake-timeout, 0 s",
    "heartbeat, 0 ms",
    "silence, 9 s",
    "max-frame, 2048 MiB",
    "max-frame, 0",
    "max-keys, 0",
    "max-keys, 3000000000"
  })
  void shouldRefuseWhatCannotBe(String key, String value) {
    InputException refusal = assertThrows(InputException.class, () -> with(key + " = " + value));
    assertTrue(
        refusal.getMessage().startsWith("reverie.engine.data-plane." + key + "=" + value),
        refusal.getMessage());
  }

  @Test
  void shouldRefuseUnknownKeys() {
    InputException refusal = assertThrows(InputException.class, () -> with("max-key = 3"));
    assertTrue(refusal.getMessage().contains("data-plane.max-key,"), refusal.getMessage());
  }
}
