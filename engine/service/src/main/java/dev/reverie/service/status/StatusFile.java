package dev.reverie.service.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** A run's status in a file: JSON, replaced as a whole. It need not outlive a failure of power. */
public final class StatusFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StatusFile() {}

  /** Replaces what is there. */
  public static void write(Path file, RunStatus status) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(status));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /**
   * What is there; nothing where there is no file.
   *
   * @throws InputException when it is no status
   */
  public static Optional<RunStatus> read(Path file) {
    try {
      RunStatus status = JSON.readValue(Files.readAllBytes(file), RunStatus.class);
      if (status == null || status.state() == null || status.conductor() == null) {
        throw new InputException(file + " is no status of a run: it has no state or no conductor");
      }
      return Optional.of(status);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | NullPointerException e) {
      throw new InputException(file + " is no status of a run: " + e.getMessage(), e);
    }
  }

  /**
   * How long ago a file was written, by the clock of the file system that has it, which several
   * machines share; nothing where that cannot be told.
   */
  public static Optional<Duration> age(Path file) {
    try {
      Path now = Files.createTempFile(file.toAbsolutePath().getParent(), ".now", null);
      try {
        return Optional.of(
            Duration.between(
                Files.getLastModifiedTime(file).toInstant(),
                Files.getLastModifiedTime(now).toInstant()));
      } finally {
        Files.deleteIfExists(now);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
