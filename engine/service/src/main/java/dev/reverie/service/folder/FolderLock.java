package dev.reverie.service.folder;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by those who train in a folder: one process alone, or any number of nodes of one run. The
 * system releases it when a process dies. The file stays: if it were deleted, two processes could
 * hold a lock on two files of that name.
 */
public final class FolderLock implements AutoCloseable {
  /** Parts of the file: nodes share the first, and the one that starts them has the second. */
  private static final long NODES = 0;

  private static final long STARTER = 1;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks something of an open file; null when somebody else has it. */
  @FunctionalInterface
  private interface Attempt {
    FileLock lock(FileChannel channel) throws IOException;
  }

  /** Takes the folder for this process alone, or says that another one has it. */
  public static FolderLock take(RunFolder folder) {
    return take(
        folder, channel -> channel.tryLock(), folder + " is being trained by another process");
  }

  /** Takes the folder as a node among others, or says that a process has it alone. */
  public static FolderLock share(RunFolder folder) {
    return take(
        folder,
        channel -> channel.tryLock(NODES, 1, true),
        folder + " is being trained by a process that is no node");
  }

  /** Takes the folder as the one that starts its nodes. */
  public static FolderLock takeToStartNodes(RunFolder folder) {
    return take(
        folder,
        channel -> {
          FileLock starter = channel.tryLock(STARTER, 1, false);
          return starter == null ? null : channel.tryLock(NODES, 1, true);
        },
        folder + " is being trained by another process");
  }

  /** Waits until no other process makes the folder's run. */
  static FolderLock takeToMake(RunFolder folder) {
    return take(folder.making(), FileChannel::lock, folder, folder + " is being made");
  }

  private static FolderLock take(RunFolder folder, Attempt attempt, String taken) {
    return take(folder.lock(), attempt, folder, taken);
  }

  private static FolderLock take(Path file, Attempt attempt, RunFolder folder, String taken) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel, attempt)) {
        channel.close();
        throw new InputException(taken);
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel channel, Attempt attempt) throws IOException {
    try {
      return attempt.lock(channel) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
