package dev.reverie.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What a process leaves that was stopped between its check of the epoch and its rename. */
public final class LateCheckpoint {
  private LateCheckpoint() {}

  public static void write(Path folder, Checkpoint checkpoint) throws IOException {
    String name =
        String.format(
            Locale.ROOT,
            "update-%012d-%09d.checkpoint",
            checkpoint.updates(),
            checkpoint.version().epoch());
    CheckpointFile.write(folder.resolve(name), checkpoint);
  }
}
