package dev.reverie.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs the same training again and again, kills it somewhere, has it go on, and looks at what comes
 * out.
 */
final class Kills {
  private static final int MILLI = 1_000_000;

  private final Path folder;
  private final CrashSettings settings;
  private final Random random;
  private int runs;
  private int kills;
  private int insideWrites;
  private long mostRepeated;

  /**
   * @param settings of the training, but for the folder
   */
  Kills(Path folder, CrashSettings settings, long seed) {
    this.folder = folder;
    this.settings = settings;
    this.random = new Random(seed);
  }

  int kills() {
    return kills;
  }

  /** Kills that left a part of a checkpoint behind. */
  int insideWrites() {
    return insideWrites;
  }

  @Override
  public String toString() {
    return kills
        + " kills, "
        + insideWrites
        + " inside a write, at most "
        + mostRepeated
        + " updates made again";
  }

  /** The bytes that a run has in the end which is left alone. */
  String leftAlone() throws IOException, InterruptedException {
    CrashSettings alone = settings.in(Files.createDirectory(folder.resolve("alone")));
    try (CrashProcess process = CrashProcess.start(alone, folder.resolve("alone.out"))) {
      process.complete();
      assertEquals(0, process.last("from"));
    }
    return Digest.of(newest(alone.folder()));
  }

  /** One run, killed at an update, or in the first write of a checkpoint after it. */
  void killOnce(boolean insideWrite, String expected) throws IOException, InterruptedException {
    String name = "run-" + runs++;
    CrashSettings run = settings.in(Files.createDirectory(folder.resolve(name)));
    long update = random.nextInt((int) run.updates());
    long laterNanos = random.nextInt((insideWrite ? 2 : 20) * MILLI);
    long durable;
    try (CrashProcess process = CrashProcess.start(run, folder.resolve(name + ".out"))) {
      BooleanSupplier reached = () -> process.last("update") >= update;
      BooleanSupplier writing = () -> hasLeftovers(run.folder()) && reached.getAsBoolean();
      if (!process.killAt(insideWrite ? writing : reached, laterNanos)) {
        return;
      }
      durable = afterKill(run.folder(), process.last("update"));
    }
    goOn(run.over(1 + random.nextInt(5)), name, durable, expected);
  }

  /**
   * @param made updates before the one that it was last heard of
   * @return updates in the newest checkpoint
   */
  private long afterKill(Path checkpoints, long made) {
    CheckpointStore.Loaded loaded = new CheckpointStore(checkpoints).newest();
    assertEquals(List.of(), loaded.skipped());
    long durable = loaded.checkpoint().map(Checkpoint::updates).orElse(0L);
    assertTrue(durable <= made + 1, durable + " updates are durable of " + made);
    assertTrue(
        made - durable <= CrashSettings.INTERVAL,
        made + " updates were made, " + durable + " of them are durable");
    kills++;
    insideWrites += hasLeftovers(checkpoints) ? 1 : 0;
    mostRepeated = Math.max(mostRepeated, made - durable);
    return durable;
  }

  private void goOn(CrashSettings rest, String name, long durable, String expected)
      throws IOException, InterruptedException {
    try (CrashProcess process = CrashProcess.start(rest, folder.resolve(name + "-on.out"))) {
      process.complete();
      assertEquals(durable, process.last("from"));
    }
    assertEquals(expected, Digest.of(newest(rest.folder())), this::toString);
    assertTrue(!hasLeftovers(rest.folder()), "a part of a checkpoint was left");
  }

  private static Checkpoint newest(Path checkpoints) {
    return new CheckpointStore(checkpoints).newest().checkpoint().orElseThrow();
  }

  private static boolean hasLeftovers(Path checkpoints) {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.anyMatch(file -> file.toString().endsWith(".tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
