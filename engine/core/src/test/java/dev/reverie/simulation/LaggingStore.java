package dev.reverie.simulation;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.snapshot.SnapshotStore;
import java.util.ArrayDeque;

/** A node that hears of every version so many versions late. */
final class LaggingStore {
  private final int versions;
  private final SnapshotStore store;
  private final ArrayDeque<Snapshot> onTheWay = new ArrayDeque<>();

  LaggingStore(int versions, SnapshotStore store) {
    this.versions = versions;
    this.store = store;
  }

  SnapshotStore store() {
    return store;
  }

  /** A version is the newest now; the first one is known at once. */
  void published(Snapshot copy) {
    onTheWay.add(copy);
    if (onTheWay.size() > versions || store.allocated() == 0) {
      Snapshot arrived = onTheWay.size() > versions ? onTheWay.remove() : copy;
      Parameters buffer = store.takeBuffer();
      buffer.copyFrom(arrived.parameters());
      store.publish(new Snapshot(arrived.version(), buffer));
    }
  }
}
