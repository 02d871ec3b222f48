package dev.reverie.aggregate;

import dev.reverie.phase.DividedUpdate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The making of one update's parts by as many threads as come, each of which claims one part after
 * the other. Whoever ends the last one hears of it; until then the parts' memory is in use.
 *
 * <p>A part that fails keeps those after it from being made, but none before it: which failure is
 * told does not depend on the threads.
 */
final class Making implements Runnable {
  private final DividedUpdate update;
  private final int parts;
  private final Consumer<Making> ended;
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile Failure failure;

  private record Failure(int part, Throwable cause) {}

  /**
   * @param ended is told, on whatever thread, when {@link #run} has ended the last part
   */
  Making(DividedUpdate update, Consumer<Making> ended) {
    this.update = update;
    this.parts = update.parts();
    this.ended = ended;
  }

  /** Helps as long as there are parts to be claimed. */
  @Override
  public void run() {
    if (makeParts()) {
      ended.accept(this);
    }
  }

  /**
   * Makes parts until none is left to be claimed; returns whether the last to end was among them.
   */
  boolean makeParts() {
    boolean last = false;
    for (int part = claimed.getAndIncrement(); part < parts; part = claimed.getAndIncrement()) {
      make(part);
      last = done.incrementAndGet() == parts;
    }
    return last;
  }

  private void make(int part) {
    Failure earlier = failure;
    if (earlier != null && earlier.part() < part) {
      return;
    }
    try {
      update.make(part);
    } catch (Throwable e) {
      failed(new Failure(part, e));
    }
  }

  private synchronized void failed(Failure candidate) {
    if (failure == null || candidate.part() < failure.part()) {
      failure = candidate;
    }
  }

  /** Why the update cannot be completed, of the first part that failed; once the last has ended. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure).map(Failure::cause);
  }
}
