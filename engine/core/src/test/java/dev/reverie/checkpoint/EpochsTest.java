package dev.reverie.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {
  @TempDir private Path folder;

  private static Checkpoint checkpoint(int epoch, long update) {
    return new Checkpoint(
        new Version(epoch, update), Map.of(), Map.of(), Map.of(), Map.of(), update, List.of());
  }

  @Test
  void shouldOpenOneEpochAfterAnother() throws IOException {
    CheckpointStore store = new CheckpointStore(folder);
    assertEquals(0, store.openEpoch().epoch());
    assertEquals(1, store.openEpoch().epoch());
    assertEquals(2, new CheckpointStore(folder).openEpoch().epoch());
  }

  @Test
  void shouldShowItsMarkToWhoSeesTheFolder(@TempDir Path other) throws IOException {
    CheckpointStore.Opened first = new CheckpointStore(folder).openEpoch();
    CheckpointStore.Opened second = new CheckpointStore(folder).openEpoch();
    assertEquals(Optional.of(second.mark()), new CheckpointStore(folder).mark(1));
    assertEquals(Optional.of(first.mark()), new CheckpointStore(folder).mark(0));
    assertNotEquals(first.mark(), second.mark());
    assertEquals(Optional.empty(), new CheckpointStore(folder).mark(2));
    assertEquals(Optional.empty(), new CheckpointStore(other).mark(0));
    String elsewhere = new CheckpointStore(other).openEpoch().mark();
    assertNotEquals(first.mark(), elsewhere);
  }

  @Test
  void shouldGoOnFromTheNewestCheckpoint() throws IOException {
    CheckpointStore.Opened first = new CheckpointStore(folder).openEpoch();
    assertEquals(Optional.empty(), first.loaded().checkpoint());
    first.store().write(checkpoint(0, 40));
    CheckpointStore.Opened second = new CheckpointStore(folder).openEpoch();
    assertEquals(40, second.loaded().checkpoint().orElseThrow().updates());
  }

  @Test
  void shouldOpenAnEpochAboveThatOfACheckpointWithoutEpochs() throws IOException {
    new CheckpointStore(folder).write(checkpoint(6, 40));
    assertEquals(7, new CheckpointStore(folder).openEpoch().epoch());
  }

  @Test
  void shouldLetAnOlderEpochWriteNothing() throws IOException {
    CheckpointStore.Opened older = new CheckpointStore(folder).openEpoch();
    CheckpointStore.Opened newer = new CheckpointStore(folder).openEpoch();
    IOException refused =
        assertThrows(IOException.class, () -> older.store().write(checkpoint(0, 50)));
    assertTrue(refused.getMessage().startsWith("epoch=0, must be the newest"));
    newer.store().write(checkpoint(1, 10));
    assertEquals(10, new CheckpointStore(folder).newest().checkpoint().orElseThrow().updates());
  }

  /** As by a process that was stopped between its check and its rename. */
  @Test
  void shouldNotCountWhatAnOlderEpochWroteTooLate() throws IOException {
    CheckpointStore.Opened older = new CheckpointStore(folder).openEpoch();
    older.store().write(checkpoint(0, 40));
    new CheckpointStore(folder).openEpoch();
    CheckpointFile.write(folder.resolve("update-000000000060.checkpoint"), checkpoint(0, 60));
    assertEquals(40, new CheckpointStore(folder).newest().checkpoint().orElseThrow().updates());
    assertEquals(
        40, new CheckpointStore(folder).openEpoch().loaded().checkpoint().orElseThrow().updates());
  }

  @Test
  void shouldKeepWhatTheNewestEpochWroteWhenAnOlderOneWritesTheSameUpdateTooLate()
      throws IOException {
    CheckpointStore.Opened older = new CheckpointStore(folder).openEpoch();
    Path file = older.store().write(checkpoint(0, 40));
    Path late = folder.resolve(file.getFileName().toString().replace("40", "60"));
    CheckpointStore.Opened newer = new CheckpointStore(folder).openEpoch();
    newer.store().write(checkpoint(1, 60));
    CheckpointFile.write(late, checkpoint(0, 60));
    Checkpoint newest = new CheckpointStore(folder).newest().checkpoint().orElseThrow();
    assertEquals(60, newest.updates());
    assertEquals(1, newest.version().epoch());
  }
}
