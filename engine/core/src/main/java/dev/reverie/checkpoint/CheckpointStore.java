package dev.reverie.checkpoint;

import dev.reverie.input.InputException;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's folder of checkpoints, one file each, named by their updates. The newest {@link #KEPT}
 * stay, so that there is another one where the newest turns out to be damaged. One process at a
 * time may write.
 */
public final class CheckpointStore {
  /** Files that stay. */
  static final int KEPT = 3;

  private static final String PREFIX = "update-";
  private static final String SUFFIX = ".checkpoint";

  private final Path folder;

  public CheckpointStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @throws InputException when there are files, and none of them is
   */
  public Loaded newest() {
    List<String> skipped = new ArrayList<>();
    for (Path file : files()) {
      try {
        return new Loaded(Optional.of(CheckpointFile.read(file)), skipped);
      } catch (InputException e) {
        skipped.add(e.getMessage());
      }
    }
    if (!skipped.isEmpty()) {
      throw new InputException(
          "no checkpoint in " + folder + " can be used: " + String.join("; ", skipped));
    }
    return new Loaded(Optional.empty(), skipped);
  }

  /**
   * Writes a checkpoint, and deletes those that are no longer needed; returns its file once it is
   * durable.
   *
   * @throws IOException whose message says what is the matter
   */
  public Path write(Checkpoint checkpoint) throws IOException {
    createFolder();
    AtomicFile.deleteLeftovers(folder);
    Path file = folder.resolve(name(checkpoint.updates()));
    CheckpointFile.write(file, checkpoint);
    List<Path> others = files().stream().filter(other -> !other.equals(file)).toList();
    for (Path old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
      Files.deleteIfExists(old);
    }
    return file;
  }

  /** Some exceptions have nothing but the name of a file for a message. */
  private void createFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is not a folder", e);
    } catch (AccessDeniedException e) {
      throw new IOException(e.getFile() + " cannot be made: permission denied", e);
    }
  }

  private static String name(long updates) {
    return String.format(Locale.ROOT, "%s%012d%s", PREFIX, updates, SUFFIX);
  }

  /** Newest first. */
  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> isCheckpoint(file.getFileName().toString()))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    } catch (IOException e) {
      throw new InputException("checkpoint folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static boolean isCheckpoint(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /**
   * What a folder holds.
   *
   * @param checkpoint the newest whole one; empty when there are none at all
   * @param skipped one line for each newer file that is damaged
   */
  public record Loaded(Optional<Checkpoint> checkpoint, List<String> skipped) {
    public Loaded {
      skipped = List.copyOf(skipped);
    }
  }
}
