package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.transport.Frame;
import dev.reverie.transport.Peer;
import dev.reverie.wire.SnapshotCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the newest snapshot to each host that asks for one newer than it has, at once or as soon as
 * there is one; what a slow host has missed in between is never sent. One thread at a time.
 */
final class Publisher {
  private final SnapshotStore store;
  private final Map<Peer, Optional<Version>> waiting = new LinkedHashMap<>();
  private Version encoded;
  private byte[] bytes;

  Publisher(SnapshotStore store) {
    this.store = store;
  }

  /**
   * A host asks.
   *
   * @param have what it has
   */
  void pull(Peer peer, Optional<Version> have) {
    waiting.put(peer, have);
    publish();
  }

  /** There may be a newer one. */
  void publish() {
    Version newest = store.newest();
    waiting
        .entrySet()
        .removeIf(
            entry -> {
              boolean newer = entry.getValue().map(have -> have.compareTo(newest) < 0).orElse(true);
              if (newer) {
                entry.getKey().send(new Frame(DataFrames.SNAPSHOT, 0, encode(newest)));
              }
              return newer;
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
  void forget(Peer peer) {
    waiting.remove(peer);
  }
}
