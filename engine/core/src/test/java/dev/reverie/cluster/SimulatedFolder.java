package dev.reverie.cluster;

import dev.reverie.checkpoint.Checkpoint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of checkpoints that all nodes see, which does what {@link
 * dev.reverie.checkpoint.CheckpointStore} does, but for writing, which it can do late.
 */
final class SimulatedFolder {
  private static final int KEPT = 3;

  private final boolean fences;
  private final TreeMap<Long, Checkpoint> files = new TreeMap<>();
  private final TreeMap<Integer, Long> epochs = new TreeMap<>();

  /** An epoch, and what it goes on from. */
  record Opened(int epoch, Optional<Checkpoint> from) {
    String mark() {
      return Integer.toHexString(epoch);
    }
  }

  /**
   * @param fences whether older epochs are kept from writing, as they must be
   */
  SimulatedFolder(boolean fences) {
    this.fences = fences;
  }

  Opened open() {
    int epoch = epochs.isEmpty() ? 0 : epochs.lastKey() + 1;
    Optional<Checkpoint> from = newest();
    epochs.put(epoch, from.map(Checkpoint::updates).orElse(0L));
    return new Opened(epoch, from);
  }

  private Optional<Checkpoint> newest() {
    return files.descendingMap().values().stream().filter(file -> !isLate(file)).findFirst();
  }

  private boolean isLate(Checkpoint file) {
    return fences
        && epochs.tailMap(file.version().epoch() + 1).values().stream()
            .anyMatch(from -> file.updates() > from);
  }

  Optional<String> mark(int epoch) {
    return epochs.containsKey(epoch) ? Optional.of(Integer.toHexString(epoch)) : Optional.empty();
  }

  boolean isNewest(int epoch) {
    return epochs.lastKey() == epoch;
  }

  /** What is asked before a checkpoint is written. */
  boolean mayWrite(int epoch) {
    return !fences || epochs.lastKey() <= epoch;
  }

  /** What ends the writing of one. */
  void put(Checkpoint checkpoint) {
    files.put(checkpoint.updates(), checkpoint);
    while (files.size() > KEPT) {
      Map.Entry<Long, Checkpoint> oldest = files.firstEntry();
      if (oldest.getKey() == checkpoint.updates()) {
        files.remove(files.higherKey(oldest.getKey()));
      } else {
        files.remove(oldest.getKey());
      }
    }
  }
}
