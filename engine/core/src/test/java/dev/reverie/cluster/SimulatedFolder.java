package dev.reverie.cluster;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of checkpoints that all nodes see, which does what {@link
 * dev.reverie.checkpoint.CheckpointStore} does, but for writing, which it can do late.
 */
final class SimulatedFolder {
  private static final int KEPT = 3;

  private final boolean fences;
  private final TreeMap<Name, Checkpoint> files =
      new TreeMap<>(Comparator.comparing(Name::update).thenComparing(Name::epoch));
  private final TreeMap<Integer, Long> epochs = new TreeMap<>();

  private record Name(long update, int epoch) {}

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

  /** What ends the writing of one; returns whether it counts. */
  boolean put(Checkpoint checkpoint) {
    Version version = checkpoint.version();
    files.put(new Name(version.number(), version.epoch()), checkpoint);
    boolean counts = mayWrite(version.epoch());
    if (counts && files.size() > KEPT) {
      List<Name> others =
          files.descendingKeySet().stream()
              .filter(name -> files.get(name) != checkpoint)
              .skip(KEPT - 1)
              .toList();
      others.forEach(files::remove);
    }
    return counts;
  }
}
