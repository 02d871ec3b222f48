package dev.reverie.snapshot;

import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Recycles the sums of each phase of a training between the aggregator, which empties them, and the node's workers. */
public final class SumsPool {
  private final List<Phase> phases;
  private final List<ConcurrentLinkedQueue<Sums>> free;

  public SumsPool(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    this.free = phases.stream().map(phase -> new ConcurrentLinkedQueue<Sums>()).toList();
  }

  /** Empty sums of the phase at that place; whoever has them owns them. */
  public Sums take(int phase) {
    Sums recycled = free.get(phase).poll();
    if (recycled == null) {
      return phases.get(phase).newSums();
    }
    recycled.clear();
    return recycled;
  }

  /** Takes sums back that nobody reads any more. */
  public void giveBack(int phase, Sums sums) {
    free.get(phase).add(sums);
  }
}
