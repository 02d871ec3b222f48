package dev.reverie.snapshot;

import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Recycles the sums of each phase of a training between the aggregator, which empties them, and the
 * node's workers: those in use last come first, as they may still lie in a cache. What does not fit
 * is left to the garbage collector.
 */
public final class SumsPool {
  private static final int KEPT = 1024;

  private final List<Phase> phases;
  private final List<ArrayDeque<Sums>> free;

  public SumsPool(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    this.free = phases.stream().map(phase -> new ArrayDeque<Sums>()).toList();
  }

  /** Empty sums of the phase at that place; whoever has them owns them. */
  public Sums take(int phase) {
    Sums recycled = poll(free.get(phase));
    if (recycled == null) {
      return phases.get(phase).newSums();
    }
    recycled.clear();
    return recycled;
  }

  private static Sums poll(ArrayDeque<Sums> free) {
    synchronized (free) {
      return free.poll();
    }
  }

  /** Takes sums back that nobody reads any more. */
  public void giveBack(int phase, Sums sums) {
    ArrayDeque<Sums> kept = free.get(phase);
    synchronized (kept) {
      if (kept.size() < KEPT) {
        kept.push(sums);
      }
    }
  }
}
