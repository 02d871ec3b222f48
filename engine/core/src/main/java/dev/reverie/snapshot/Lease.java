package dev.reverie.snapshot;

import dev.reverie.parameter.Snapshot;

/** The right to read a snapshot until closed. Held by one thread at a time. */
public final class Lease implements AutoCloseable {
  private final SnapshotStore store;
  private final SnapshotStore.Held held;
  private boolean closed;

  Lease(SnapshotStore store, SnapshotStore.Held held) {
    this.store = store;
    this.held = held;
  }

  public Snapshot snapshot() {
    if (closed) {
      throw new IllegalStateException("the lease on " + held.snapshot.version() + " is closed");
    }
    return held.snapshot;
  }

  /** Gives the lease back; later calls do nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      store.release(held);
    }
  }
}
