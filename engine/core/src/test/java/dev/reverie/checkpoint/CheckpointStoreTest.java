package dev.reverie.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointStoreTest {
  private static final long HOUR = 3_600_000;

  @TempDir private Path temporary;
  private Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    folder = temporary.resolve("not/there/yet");
    store = new CheckpointStore(folder);
  }

  private void write(long... updates) throws IOException {
    for (long update : updates) {
      store.write(Checkpoints.at(update));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path fileOf(long update) {
    return folder.resolve("update-" + "%012d".formatted(update) + ".checkpoint");
  }

  private void damage(long update) throws IOException {
    byte[] bytes = Files.readAllBytes(fileOf(update));
    bytes[bytes.length / 2] ^= 4;
    Files.write(fileOf(update), bytes);
  }

  private void assertNewest(long update, List<String> skipped) {
    CheckpointStore.Loaded loaded = store.newest();
    Checkpoints.assertSame(Checkpoints.at(update), loaded.checkpoint().orElseThrow());
    assertEquals(skipped, loaded.skipped());
  }

  private String damaged(long update) {
    return "checkpoint "
        + fileOf(update)
        + " is damaged: its content does not have the SHA-256 in its header";
  }

  /** The clock went back by an hour before each file was written. */
  @Test
  void shouldNotGoByTheTimesOfFiles() throws IOException {
    for (int update = 1; update <= 5; update++) {
      write(10 * update);
      long time = 100 * HOUR - update * HOUR;
      Files.setLastModifiedTime(fileOf(10 * update), FileTime.fromMillis(time));
    }
    assertEquals(
        List.of(fileOf(30), fileOf(40), fileOf(50)),
        names().stream().map(folder::resolve).toList());
    assertNewest(50, List.of());
  }

  @Test
  void shouldHaveNothingWhereNothingWasWritten() throws IOException {
    assertTrue(store.newest().checkpoint().isEmpty());
    Files.createDirectories(folder);
    assertTrue(store.newest().checkpoint().isEmpty());
  }

  @Test
  void shouldFindTheNewestByItsUpdates() throws IOException {
    write(999, 1000, 20);
    assertNewest(1000, List.of());
  }

  @Test
  void shouldNameTheFileThatItWrote() throws IOException {
    assertEquals(fileOf(300), store.write(Checkpoints.at(300)));
    assertEquals(List.of("update-000000000300.checkpoint"), names());
  }

  @Test
  void shouldKeepTheNewestThree() throws IOException {
    write(100, 200, 300, 400, 500);
    assertEquals(
        Stream.of(300, 400, 500).map(update -> fileOf(update).getFileName().toString()).toList(),
        names());
  }

  /** Which happens when newer ones are damaged. */
  @Test
  void shouldKeepWhatItHasJustWrittenBesideNewerOnes() throws IOException {
    write(300, 400, 500, 50);
    assertEquals(
        Stream.of(50, 400, 500).map(update -> fileOf(update).getFileName().toString()).toList(),
        names());
  }

  @Test
  void shouldReplaceACheckpointOfTheSameUpdate() throws IOException {
    write(100, 100);
    assertEquals(1, names().size());
    assertNewest(100, List.of());
  }

  @Test
  void shouldFallBackToTheOneBeforeADamagedOneAndSaySo() throws IOException {
    write(100, 200, 300);
    damage(300);
    assertNewest(200, List.of(damaged(300)));
    damage(200);
    assertNewest(100, List.of(damaged(300), damaged(200)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 47, 48, 60})
  void shouldFallBackFromATruncatedOne(int length) throws IOException {
    write(100, 200);
    Files.write(fileOf(200), Arrays.copyOf(Files.readAllBytes(fileOf(200)), length));
    CheckpointStore.Loaded loaded = store.newest();
    assertEquals(100, loaded.checkpoint().orElseThrow().updates());
    assertEquals(1, loaded.skipped().size());
  }

  @Test
  void shouldRefuseAFolderWithoutAnyThatIsWhole() throws IOException {
    write(100, 200);
    damage(100);
    damage(200);
    var refusal = assertThrows(InputException.class, store::newest);
    assertEquals(
        "no checkpoint in " + folder + " can be used: " + damaged(200) + "; " + damaged(100),
        refusal.getMessage());
  }

  @Test
  void shouldDeleteWhatAKilledProcessLeft() throws IOException {
    write(100);
    Path leftover = folder.resolve(".update-000000000200.checkpoint.5f3a.tmp");
    Files.write(leftover, new byte[100]);
    assertNewest(100, List.of());
    write(300);
    assertFalse(Files.exists(leftover));
  }

  @Test
  void shouldLeaveOtherFilesAlone() throws IOException {
    write(100);
    Path note = Files.writeString(folder.resolve("note.txt"), "mine");
    write(200, 300, 400, 500);
    assertEquals("mine", Files.readString(note));
    assertNewest(500, List.of());
  }

  @Test
  void shouldFailToWriteWhereAFileIsInTheWay() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.createFile(folder);
    assertThrows(IOException.class, () -> write(100));
    assertTrue(store.newest().checkpoint().isEmpty());
  }

  @Test
  void shouldKeepTheFormerOnesWhenOneCannotBeWritten() throws IOException {
    write(100, 200, 300);
    Files.createDirectories(fileOf(400).resolve("in the way"));
    assertThrows(IOException.class, () -> write(400));
    assertEquals(4, names().size());
    CheckpointStore.Loaded loaded = store.newest();
    assertEquals(300, loaded.checkpoint().orElseThrow().updates());
    assertEquals(1, loaded.skipped().size());
  }
}
