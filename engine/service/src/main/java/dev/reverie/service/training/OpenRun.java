package dev.reverie.service.training;

import dev.reverie.service.folder.FolderLock;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.log.RunLog;

/** A run's folder while this process alone writes to it, and logs into it. */
final class OpenRun implements AutoCloseable {
  private final RunFolder folder;
  private final FolderLock lock;
  private final RunLog log;

  OpenRun(RunFolder folder) {
    this.folder = folder;
    this.lock = FolderLock.take(folder);
    this.log = RunLog.to(folder.log());
  }

  RunFolder folder() {
    return folder;
  }

  @Override
  public void close() {
    log.close();
    lock.close();
  }
}
