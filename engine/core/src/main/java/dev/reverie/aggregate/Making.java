package dev.reverie.aggregate;

import dev.reverie.phase.DividedUpdate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

/**
 * The making of one update's parts by as many threads as come, each of which claims one part after
 * the other: those of its own share, then others' from their ends. Whoever ends the last one hears
 * of it; until then the parts' memory is in use.
 *
 * <p>A part that fails keeps those after it from being made, but none before it: which failure is
 * told does not depend on the threads.
 */
final class Making implements Runnable {
  private final DividedUpdate update;
  private final Makers makers;
  private final int parts;
  private final Consumer<Making> ended;
  private final AtomicIntegerArray claimed;
  private final AtomicInteger done = new AtomicInteger();
  private volatile Failure failure;

  private record Failure(int part, Throwable cause) {}

  /**
   * @param makers the threads that may come
   * @param ended is told, on whatever thread, when {@link #run} has ended the last part
   */
  Making(DividedUpdate update, Makers makers, Consumer<Making> ended) {
    this.update = update;
    this.makers = makers;
    this.parts = update.parts();
    this.claimed = new AtomicIntegerArray(parts);
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
    int own = makers.share();
    boolean last = false;
    for (int part = makers.first(own, parts); part < makers.first(own + 1, parts); part++) {
      last |= claim(part);
    }
    for (int k = 1; k < makers.shares(); k++) {
      int other = (own + k) % makers.shares();
      for (int part = makers.first(other + 1, parts) - 1;
          part >= makers.first(other, parts);
          part--) {
        last |= claim(part);
      }
    }
    return last;
  }

  /** Makes a part that nobody has claimed yet; returns whether it was the last to end. */
  private boolean claim(int part) {
    if (claimed.get(part) != 0 || !claimed.compareAndSet(part, 0, 1)) {
      return false;
    }
    make(part);
    return done.incrementAndGet() == parts;
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
