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
 * A run's folder of checkpoints, one file each, named by their updates, and by their epoch where
 * epochs are opened. The newest {@link #KEPT} stay, so that there is another one where the newest
 * turns out to be damaged. One process at a time may write.
 */
public final class CheckpointStore {
  /** Files that stay. */
  static final int KEPT = 3;

  private static final String PREFIX = "update-";
  private static final String SUFFIX = ".checkpoint";

  private static final int ANY = -1;

  private final Path folder;
  private final Epochs epochs;
  private final int epoch;

  public CheckpointStore(Path folder) {
    this(folder, ANY);
  }

  private CheckpointStore(Path folder, int epoch) {
    this.folder = folder;
    this.epochs = new Epochs(folder);
    this.epoch = epoch;
  }

  /**
   * Opens an epoch: from now on nobody can write but through the store that comes back, until
   * another epoch is opened.
   *
   * @throws IOException when the folder cannot be written to
   */
  public Opened openEpoch() throws IOException {
    int least = newest().checkpoint().map(from -> from.version().epoch() + 1).orElse(0);
    int opened = epochs.open(least);
    Loaded loaded = newest();
    long from = loaded.checkpoint().map(Checkpoint::updates).orElse(0L);
    String mark = epochs.goesOnFrom(opened, from);
    return new Opened(opened, loaded, new CheckpointStore(folder, opened), mark);
  }

  /** The mark of an open epoch: who can tell it sees this folder. Empty where it is not there. */
  public Optional<String> mark(int epoch) {
    return epochs.mark(epoch);
  }

  /**
   * An epoch.
   *
   * @param loaded what it goes on from
   * @param store to write its checkpoints to
   * @param mark that only this folder has
   */
  public record Opened(int epoch, Loaded loaded, CheckpointStore store, String mark) {}

  /**
   * The newest checkpoint that is whole, of those that were written in time.
   *
   * @throws InputException when there are files, and none of them is
   */
  public Loaded newest() {
    List<String> skipped = new ArrayList<>();
    for (Path file : files()) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(file);
        if (epochs.isLate(checkpoint.version())) {
          continue;
        }
        return new Loaded(Optional.of(checkpoint), skipped);
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
   * @throws SupersededException when a newer epoch has been opened
   * @throws IOException whose message says what is the matter
   */
  public Path write(Checkpoint checkpoint) throws IOException {
    createFolder();
    requireEpoch();
    AtomicFile.deleteLeftovers(folder);
    Path file = folder.resolve(name(checkpoint.updates()));
    CheckpointFile.write(file, checkpoint);
    requireEpoch();
    List<Path> others = files().stream().filter(other -> !other.equals(file)).toList();
    for (Path old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
      Files.deleteIfExists(old);
    }
    return file;
  }

  private void requireEpoch() throws IOException {
    if (isSuperseded()) {
      throw new SupersededException(
          "epoch=" + epoch + ", must be the newest to write to " + folder + ": " + epochs.newest());
    }
  }

  /** Whether an epoch has been opened that is newer than this store's. */
  public boolean isSuperseded() {
    return epoch != ANY && epochs.newest() > epoch;
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

  /** What an older epoch writes too late takes the place of nothing that a newer one wrote. */
  private String name(long updates) {
    String of = epoch == ANY ? "" : String.format(Locale.ROOT, "-%09d", epoch);
    return String.format(Locale.ROOT, "%s%012d%s%s", PREFIX, updates, of, SUFFIX);
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
