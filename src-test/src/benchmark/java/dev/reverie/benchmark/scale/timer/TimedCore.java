package dev.reverie.benchmark.scale.timer;

import dev.reverie.benchmark.scale.HollowObjective;
import dev.reverie.benchmark.scale.model.Costs;
import java.util.concurrent.locks.LockSupport;

/**
 * A node's one core, which takes the time that work takes and computes nothing: one piece of work
 * after the other, in the order in which they come, whatever thread has it.
 */
final class TimedCore implements HollowObjective.Labour {
  /** A thread that wakes up so late goes on as if it had not. */
  private static final long LATE_NANOS = 300_000;

  private final Costs costs;
  private long freeAt = System.nanoTime();

  TimedCore(Costs costs) {
    this.costs = costs;
  }

  @Override
  public void step(int particles, boolean statistics) {
    work(particles * (statistics ? costs.lastStep() : costs.step()));
  }

  @Override
  public void contribute(int cases) {
    work(cases * costs.dataCase());
  }

  @Override
  public void update(long states) {
    work(costs.update() + states * costs.updateState());
  }

  @Override
  public void count(int particles) {
    work(particles * costs.decodeParticle());
  }

  private void work(double seconds) {
    long end = reserve((long) (seconds * 1e9));
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private synchronized long reserve(long nanos) {
    long now = System.nanoTime();
    long begin = now - freeAt < LATE_NANOS ? freeAt : now;
    freeAt = begin + nanos;
    return freeAt;
  }
}
