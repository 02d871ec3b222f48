package dev.reverie.snapshot;

import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import java.util.List;
import java.util.Queue;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/**
 * Recycles the sums of each phase of a training between the aggregator, which empties them, and the
 * node's workers. What does not fit is left to the garbage collector.
 */
public final class SumsPool {
  private static final int KEPT = 1024;

  private final List<Phase> phases;
  private final List<Queue<Sums>> free;

  public SumsPool(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    this.free = phases.stream().map(phase -> queue()).toList();
  }

  private static Queue<Sums> queue() {
    return new ManyToManyConcurrentArrayQueue<>(KEPT);
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
    free.get(phase).offer(sums);
  }
}
