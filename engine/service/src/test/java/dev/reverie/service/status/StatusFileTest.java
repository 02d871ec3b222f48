package dev.reverie.service.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusFileTest {
  private static final Optional<Duration> NOW = Optional.of(Duration.ZERO);

  @TempDir Path folder;

  private static RunStatus status(String state, String reason) {
    return new RunStatus(
        state,
        reason,
        3,
        "node-2",
        250,
        2000,
        100,
        400.0,
        40_000.0,
        40_100.0,
        null,
        0.5,
        null,
        200L,
        3L,
        8,
        5,
        "no space",
        List.of(
            new RunStatus.NodeLine("node-1", 4, 34, 2, 1.5e6, 2e3, 1249L, 0.0021, 0.0125),
            new RunStatus.NodeLine("node-2", 8, 66, 3, null, null, null, null, null)));
  }

  private Path file() {
    return folder.resolve("status.json");
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    RunStatus written = status("running", "");
    StatusFile.write(file(), status("failed", "before"));
    StatusFile.write(file(), written);

    assertEquals(Optional.of(written), StatusFile.read(file()));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(file()), all.toList());
    }
  }

  @Test
  void shouldFindNothingWhereNothingIs() {
    assertEquals(Optional.empty(), StatusFile.read(file()));
  }

  @Test
  void shouldReadWhatALaterVersionWrites() throws IOException {
    StatusFile.write(file(), status("running", ""));
    String text = Files.readString(file());
    Files.writeString(file(), text.replaceFirst("\\{", "{ \"weather\": \"fine\","));
    assertEquals(Optional.of(status("running", "")), StatusFile.read(file()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"state\": 5}"})
  void shouldRefuseWhatIsNoStatus(String text) throws IOException {
    Files.writeString(file(), text);
    InputException refused =
        assertThrows(InputException.class, () -> StatusFile.read(file()), text);
    assertTrue(refused.getMessage().contains("is no status of a run"), refused::getMessage);
  }

  @Test
  void shouldTellTheAgeOfAFile() throws IOException {
    StatusFile.write(file(), status("running", ""));
    assertTrue(StatusFile.age(file()).orElseThrow().toSeconds() < 60);
    Files.setLastModifiedTime(
        file(), FileTime.from(Files.getLastModifiedTime(file()).toInstant().minusSeconds(1000)));
    assertTrue(StatusFile.age(file()).orElseThrow().toSeconds() >= 1000);
    assertEquals(Optional.empty(), StatusFile.age(folder.resolve("other")));
  }

  @Test
  void shouldSayWhatANodeDoes() {
    String text = String.join("\n", StatusText.of(status("running", ""), NOW));
    assertTrue(text.contains("state       running\n"), text);
    assertTrue(text.contains("on node-2, epoch 3"), text);
    assertTrue(text.contains("epoch 2.5/20, update 250 of 2,000"), text);
    assertTrue(text.contains("recovery    from update 200 on; updates lost: 3\n"), text);
    assertTrue(text.contains("degraded    no space\n"), text);
    assertTrue(text.contains("400 updates/s"), text);
    assertTrue(
        text.matches("(?s).*node-1 +4 +34 +2 +1.50MB/s +2,000B/s +1,249 +2.1, 12.5 ms\\n.*"), text);
    assertTrue(text.matches("(?s).*node-2 +8 +66 +3 +- +- +- +-"), text);
  }

  @Test
  void shouldSayThatNothingWasHeard() {
    Optional<Duration> old = Optional.of(Duration.ofSeconds(75));
    assertTrue(
        StatusText.of(status("running", ""), old).get(0).contains("not heard of for 1:15"), "old");
    assertTrue(
        StatusText.of(status("diverged", "NaN in phase data"), old)
            .get(0)
            .contains("diverged: NaN in phase data"),
        "ended");
  }
}
