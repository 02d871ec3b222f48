package dev.reverie.tensor;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces a file so that a reader, or the next start after a crash, finds the old bytes or the new
 * ones, whole: a temporary file in the same folder, fsync, atomic rename, fsync of the folder.
 */
public final class AtomicFile {
  private static final String SUFFIX = ".tmp";
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Durable once it returns. If it throws, the old file is as it was and the temporary one is gone.
   */
  public static void write(Path path, Content content) throws IOException {
    Path target = path.toAbsolutePath();
    Path temporary = temporary(target);
    try {
      try (FileOutputStream file = new FileOutputStream(temporary.toFile());
          OutputStream out = new BufferedOutputStream(file)) {
        content.writeTo(out);
        out.flush();
        file.getFD().sync();
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    syncFolder(target.getParent());
  }

  /**
   * Deletes temporary files that a killed process left in a folder. Only for the one that owns the
   * folder: another writer's temporary file would go too.
   */
  public static void deleteLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /**
   * Makes new, renamed and deleted names in a folder durable. Windows has no such call and needs
   * none.
   */
  public static void syncFolder(Path folder) throws IOException {
    if (!WINDOWS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
  }
}
