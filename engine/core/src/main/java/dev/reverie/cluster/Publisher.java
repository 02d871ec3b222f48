package dev.reverie.cluster;

import dev.reverie.clock.Clock;
import dev.reverie.parameter.Version;
import dev.reverie.snapshot.Lease;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.transport.Frame;
import dev.reverie.wire.SnapshotCodec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the newest snapshot to each host that asks for a newer one than it has, at once or as soon
 * as there is one; what a slow host has missed in between is never sent. One thread at a time.
 */
final class Publisher {
  private final SnapshotStore store;
  private final Clock clock;
  private final Map<Wire, DataFrames.Pull> waiting = new LinkedHashMap<>();
  private final Map<Wire, Receiver> receivers = new HashMap<>();
  private Version encoded;
  private byte[] bytes;
  private long published;

  /** A host that snapshots go to. */
  private static final class Receiver {
    private final Delays delays = new Delays();
    private long sent = -1;
    private long sentPublished;
    private long has = -1;
  }

  /**
   * How a host is doing with snapshots.
   *
   * @param version number of the one that is in use there; -1 for none yet
   * @param median, most seconds from the publication of a snapshot until it is known to be in use
   *     there: of half of the last hundred, and of 99 of them; NaN while there are none
   */
  record Delivery(long version, double median, double most) {
    static final Delivery NONE = new Delivery(-1, Double.NaN, Double.NaN);
  }

  Publisher(SnapshotStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.published = clock.nanoTime();
  }

  /** A host asks, and thereby says what it has in use. */
  void pull(Wire wire, DataFrames.Pull pull) {
    Receiver receiver = receivers.computeIfAbsent(wire, host -> new Receiver());
    receiver.has = pull.have().map(Version::number).orElse(-1L);
    if (receiver.has >= 0 && receiver.has == receiver.sent) {
      receiver.delays.add(clock.nanoTime() - receiver.sentPublished);
    }
    waiting.put(wire, pull);
    send();
  }

  /** There is a newer one. */
  void publish() {
    published = clock.nanoTime();
    send();
  }

  private void send() {
    Version newest = store.newest();
    waiting
        .entrySet()
        .removeIf(
            entry -> {
              boolean met = entry.getValue().isMetBy(newest);
              if (met) {
                entry.getKey().send(new Frame(DataFrames.SNAPSHOT, 0, encode(newest)));
                Receiver receiver = receivers.get(entry.getKey());
                receiver.sent = encoded.number();
                receiver.sentPublished = published;
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

  /** How a host is doing; one of this node has what there is. */
  Delivery delivery(Wire wire) {
    if (wire instanceof NearWire) {
      return new Delivery(store.newest().number(), Double.NaN, Double.NaN);
    }
    Receiver host = receivers.get(wire);
    return host == null
        ? Delivery.NONE
        : new Delivery(host.has, host.delays.quantile(0.5), host.delays.quantile(0.99));
  }

  /** A host has gone. */
  void forget(Wire wire) {
    waiting.remove(wire);
    receivers.remove(wire);
  }
}
