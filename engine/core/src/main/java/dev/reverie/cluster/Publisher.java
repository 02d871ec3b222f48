package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.transport.Frame;
import dev.reverie.wire.SnapshotCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the newest snapshot to each host that asks for a newer one than it has, at once or as soon
 * as there is one; what a slow host has missed in between is never sent. One thread at a time.
 */
final class Publisher {
  private final SnapshotStore store;
  private final Map<Wire, DataFrames.Pull> waiting = new LinkedHashMap<>();
  private Version encoded;
  private byte[] bytes;

  Publisher(SnapshotStore store) {
    this.store = store;
  }

  /** A host asks. */
  void pull(Wire wire, DataFrames.Pull pull) {
    waiting.put(wire, pull);
    publish();
  }

  /** There may be a newer one. */
  void publish() {
    Version newest = store.newest();
    waiting
        .entrySet()
        .removeIf(
            entry -> {
              boolean met = entry.getValue().isMetBy(newest);
              if (met) {
                entry.getKey().send(new Frame(DataFrames.SNAPSHOT, 0, encode(newest)));
              }
              return met;
            });
  }

  private byte[] encode(Version least) {
    if (encoded == null || encoded.compareTo(least) < 0) {
      try (Lease lease = store.lease()) {
        bytes = SnapshotCodec.encode(lease.snapshot());
        encoded = lease.snapshot().version();
      }
    }
    return bytes;
  }

  /** A host has gone. */
  void forget(Wire wire) {
    waiting.remove(wire);
  }
}
