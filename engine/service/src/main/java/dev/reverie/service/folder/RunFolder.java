package dev.reverie.service.folder;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one run. */
public record RunFolder(Path path) {
  private static final String RUNS = "runs";
  private static final String LOCK = ".lock";
  private static final String MAKING = ".making";

  /** What a folder may hold that holds nothing. */
  private static final Set<String> LOCKS = Set.of(LOCK, MAKING);

  /**
   * A folder that a new run may have: it does not exist or is empty, and could be made. Nothing is
   * made yet.
   */
  public static RunFolder fresh(Path path) {
    if (Files.exists(path)) {
      if (!Files.isDirectory(path)) {
        throw new InputException("out=" + path + " is a file, must be a folder");
      }
      if (!isEmpty(path)) {
        RunFolder folder = new RunFolder(path);
        throw new InputException(
            Files.exists(folder.settings())
                ? "out="
                    + path
                    + " holds another run, must be a new folder (or --resume "
                    + path
                    + ")"
                : "out=" + path + " is not empty, must be a new folder");
      }
    }
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new InputException(
          "out=" + path + " cannot be made: " + existing + " is not a folder to write to");
    }
    return new RunFolder(path);
  }

  /** The first of {@code runs/NAME-1}, {@code runs/NAME-2}, ... that is free. */
  public static RunFolder numbered(Path parent, String name) {
    String clean = name.replaceAll("[^A-Za-z0-9._-]", "-");
    for (int number = 1; ; number++) {
      Path path = parent.resolve(RUNS).resolve(clean + "-" + number);
      if (!Files.exists(path)) {
        return fresh(path);
      }
    }
  }

  /** A folder that holds a run. */
  public static RunFolder existing(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.settings())) {
      throw new InputException(
          Files.exists(path)
              ? path + " holds no run: it has no settings.conf"
              : path + " does not exist, must be the folder of a run");
    }
    return folder;
  }

  private static boolean isEmpty(Path path) {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.allMatch(entry -> LOCKS.contains(entry.getFileName().toString()));
    } catch (IOException e) {
      throw new InputException("out=" + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Makes the folder. */
  public void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new InputException("out=" + path + " cannot be made: " + e.getMessage(), e);
    }
  }

  public Path settings() {
    return path.resolve("settings.conf");
  }

  public Path model() {
    return path.resolve("model.safetensors");
  }

  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  public Path fantasy() {
    return path.resolve("fantasy.png");
  }

  public Path filters() {
    return path.resolve("filters.png");
  }

  public Path checkpoints() {
    return path.resolve("checkpoint");
  }

  public Path log() {
    return path.resolve("reverie.log");
  }

  /** What a node logs. */
  public Path log(String node) {
    return path.resolve(node + ".log");
  }

  /** What the node with the aggregator tells of itself and the others. */
  public Path status() {
    return path.resolve("status.json");
  }

  /** Whether there is a run. */
  public boolean hasRun() {
    return Files.isRegularFile(settings());
  }

  /**
   * Makes the folder, and its run if there is none; several processes may try it at once.
   *
   * @return whether the run was made
   */
  public boolean createOnce(Runnable run) {
    create();
    FolderLock making = FolderLock.takeToMake(this);
    try {
      boolean makes = !hasRun();
      if (makes) {
        run.run();
      }
      return makes;
    } finally {
      making.close();
    }
  }

  Path lock() {
    return path.resolve(LOCK);
  }

  Path making() {
    return path.resolve(MAKING);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
