package dev.reverie.service.training;

import dev.reverie.service.folder.FolderLock;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.log.RunLog;

/**
 * A run's folder while this process, alone or as one of its nodes, writes to it and logs into it.
 */
public final class OpenRun implements AutoCloseable {
  private final RunFolder folder;
  private final FolderLock lock;
  private final RunLog log;

  private OpenRun(RunFolder folder, FolderLock lock, RunLog log) {
    this.folder = folder;
    this.lock = lock;
    this.log = log;
  }

  /** For this process alone. */
  static OpenRun alone(RunFolder folder) {
    FolderLock lock = FolderLock.take(folder);
    return new OpenRun(folder, lock, RunLog.to(folder.log()));
  }

  /** For a node beside others. */
  public static OpenRun node(RunFolder folder, String name) {
    FolderLock lock = FolderLock.share(folder);
    return new OpenRun(folder, lock, RunLog.to(folder.log(name)));
  }

  /** For the process that starts the nodes. */
  public static OpenRun starter(RunFolder folder) {
    FolderLock lock = FolderLock.takeToStartNodes(folder);
    return new OpenRun(folder, lock, RunLog.to(folder.log()));
  }

  public RunFolder folder() {
    return folder;
  }

  @Override
  public void close() {
    log.close();
    lock.close();
  }
}
