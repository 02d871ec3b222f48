package dev.reverie.aggregate;

import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;

/**
 * When checkpoints begin, so that a crash costs one interval at most. In lock-step, where everybody
 * stands still until one is durable, at its multiples. Else updates go on meanwhile, up to an
 * interval behind the last durable one: the next begins earlier by twice as many as were made
 * during the last one, a quarter of an interval at least and half of it at most. It does not wait
 * for long for chains that are being moved, and not at all while updates wait for it.
 */
final class CheckpointPlan {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LEAST_PATIENCE = 8;

  private final long interval;
  private final boolean ahead;
  private long due;
  private long begun;
  private long late = NEVER;
  private long limit;

  /**
   * @param done updates made so far
   */
  CheckpointPlan(RunSettings settings, long done) {
    this.interval = settings.checkpoints().isPresent() ? settings.checkpointEvery() : 0;
    this.ahead = settings.mode() == Mode.ASYNC;
    this.due = next(done, 0);
    this.limit = limit(done);
  }

  private long limit(long update) {
    return ahead && interval > 0 ? update + interval : NEVER;
  }

  /**
   * @param update of the newest checkpoint
   * @param took updates that were made while it was taken
   */
  private long next(long update, long took) {
    if (interval == 0) {
      return NEVER;
    }
    if (!ahead) {
      return update - update % interval + interval;
    }
    long lead = Math.min(interval / 2, Math.max(Math.max(1, interval / 4), 2 * took));
    return update + interval - lead;
  }

  boolean isDue(long done) {
    return done >= due;
  }

  /** Whether the one that has begun takes so long that older states will have to do. */
  boolean isLate(long done) {
    return done >= late;
  }

  /** Whether another update might be one too many to lose. */
  boolean isExhausted(long done) {
    return done >= limit;
  }

  /** One begins. */
  void begin(long done) {
    begun = done;
    due = ahead ? NEVER : next(done, 0);
    late = ahead ? done + LEAST_PATIENCE + interval / 8 : NEVER;
  }

  /** All states are there. */
  void collected() {
    late = NEVER;
  }

  /** That of an update is durable. */
  void saved(long update, long done) {
    if (ahead) {
      due = next(update, done - begun);
      limit = limit(update);
    }
  }

  /** It could not be written: training goes on all the same. */
  void failed(long done) {
    due = next(done, 0);
    limit = limit(done);
  }
}
