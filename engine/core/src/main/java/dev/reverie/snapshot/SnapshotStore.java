package dev.reverie.snapshot;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import java.util.ArrayDeque;

/**
 * Holds the newest snapshot of a node. Readers lease it; when it is no longer the newest and its
 * last lease is back, its buffer is recycled. A lease that never comes back leaves its buffer to
 * the garbage collector.
 *
 * <p>Safe for many readers and one publisher at a time.
 */
public final class SnapshotStore {
  private final Layout layout;
  private final boolean poison;
  private final ArrayDeque<Parameters> free = new ArrayDeque<>();
  private volatile Runnable published = () -> {};
  private Held newest;
  private int leased;
  private long allocated;

  /**
   * @param poison fills recycled buffers with NaN, so that a reader without a lease is caught
   */
  public SnapshotStore(Layout layout, boolean poison) {
    this.layout = layout;
    this.poison = poison;
  }

  /**
   * A buffer to write the next parameters to, the one in use last, which may still lie in a cache;
   * hand it to {@link #publish} or {@link #giveBack}.
   */
  public synchronized Parameters takeBuffer() {
    Parameters buffer = free.poll();
    if (buffer == null) {
      allocated++;
      return new Parameters(layout);
    }
    return buffer;
  }

  /** Takes a buffer back that was not published. */
  public synchronized void giveBack(Parameters buffer) {
    if (poison) {
      buffer.poison();
    }
    free.push(buffer);
  }

  /** Makes a snapshot the newest. Nobody may write to its parameters from now on. */
  public void publish(Snapshot snapshot) {
    synchronized (this) {
      Held before = newest;
      newest = new Held(snapshot);
      if (before != null && before.leases == 0) {
        giveBack(before.snapshot.parameters());
      }
    }
    published.run();
  }

  /** What is to be done, on the publisher's thread, whenever a snapshot has become the newest. */
  public void onPublish(Runnable published) {
    this.published = published;
  }

  /** A lease on the newest snapshot, to be closed by its holder. */
  public synchronized Lease lease() {
    if (newest == null) {
      throw new IllegalStateException("no snapshot has been published");
    }
    newest.leases++;
    leased++;
    return new Lease(this, newest);
  }

  /** A copy of the newest parameters that belongs to the caller. */
  public Snapshot copy() {
    try (Lease lease = lease()) {
      return new Snapshot(lease.snapshot().version(), lease.snapshot().parameters().copy());
    }
  }

  /** The version of the newest snapshot. */
  public synchronized Version newest() {
    if (newest == null) {
      throw new IllegalStateException("no snapshot has been published");
    }
    return newest.snapshot.version();
  }

  /** Leases that are out. */
  public synchronized int leased() {
    return leased;
  }

  /** Buffers made since the start; constant when leases come back. */
  public synchronized long allocated() {
    return allocated;
  }

  synchronized void release(Held held) {
    held.leases--;
    leased--;
    if (held.leases == 0 && held != newest) {
      giveBack(held.snapshot.parameters());
    }
  }

  /** A snapshot and how many read it. */
  static final class Held {
    final Snapshot snapshot;
    private int leases;

    private Held(Snapshot snapshot) {
      this.snapshot = snapshot;
    }
  }
}
