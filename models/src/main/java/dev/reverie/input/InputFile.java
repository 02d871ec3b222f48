package dev.reverie.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files that a user named, and says in one line why one cannot be read. */
public final class InputFile {
  private InputFile() {}

  /** An unbuffered stream that the caller closes. */
  public static InputStream open(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(path + " is a folder, must be a file");
    }
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The exception to throw when opening or reading a file failed. */
  public static InputException unreadable(Path path, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new InputException(path + " does not exist", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new InputException(path + " cannot be read: permission denied", cause);
    }
    return new InputException(path + " cannot be read: " + cause.getMessage(), cause);
  }
}
