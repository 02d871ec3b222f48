package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.checkpoint.LateCheckpoint;
import dev.reverie.checkpoint.SupersededException;
import dev.reverie.parameter.Version;
import dev.reverie.simulation.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation's folder is as good as a real one. */
final class SimulatedFolderTest {
  private static final int ACTIONS = 30;
  private static final int MOST_UPDATES = 12;

  @TempDir private Path temporary;

  @Test
  void shouldDoWhatFilesDo() {
    Seeds.each(
        30,
        random -> {
          try {
            new Pair(Files.createTempDirectory(temporary, "checkpoints"), random).compare();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A real folder and a simulated one, to which the same happens. */
  private static final class Pair {
    private final Path folder;
    private final Random random;
    private final SimulatedFolder simulated = new SimulatedFolder(true);
    private final List<CheckpointStore> stores = new ArrayList<>();

    Pair(Path folder, Random random) {
      this.folder = folder;
      this.random = random;
    }

    void compare() throws IOException {
      open();
      for (int n = 0; n < ACTIONS; n++) {
        switch (random.nextInt(4)) {
          case 0 -> open();
          case 1 -> writeLate();
          default -> write();
        }
      }
      open();
    }

    private void open() throws IOException {
      CheckpointStore.Opened real = new CheckpointStore(folder).openEpoch();
      SimulatedFolder.Opened other = simulated.open();
      assertEquals(real.epoch(), other.epoch());
      assertEquals(version(real.loaded().checkpoint()), version(other.from()));
      stores.add(real.store());
    }

    private static Optional<Version> version(Optional<Checkpoint> checkpoint) {
      return checkpoint.map(Checkpoint::version);
    }

    private Checkpoint any() {
      Version version = new Version(random.nextInt(stores.size()), random.nextInt(MOST_UPDATES));
      return new Checkpoint(
          version, Map.of(), Map.of(), Map.of(), Map.of(), version.number(), List.of());
    }

    private void write() throws IOException {
      Checkpoint checkpoint = any();
      int epoch = checkpoint.version().epoch();
      boolean may = simulated.mayWrite(epoch);
      assertEquals(may, !stores.get(epoch).isSuperseded());
      try {
        stores.get(epoch).write(checkpoint);
        assertTrue(may && simulated.put(checkpoint));
      } catch (SupersededException e) {
        assertTrue(!may, e.getMessage());
      }
    }

    /** Of an epoch that was the newest when the writing began. */
    private void writeLate() throws IOException {
      Checkpoint checkpoint = any();
      if (!simulated.mayWrite(checkpoint.version().epoch())) {
        LateCheckpoint.write(folder, checkpoint);
        assertTrue(!simulated.put(checkpoint));
      }
    }
  }
}
