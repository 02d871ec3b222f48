package dev.reverie.service.training;

import dev.reverie.clock.Clock;
import dev.reverie.service.console.Numbers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for watching a training, and a budget that keeps it cheap: a small share of the time
 * since it began, and a little to begin with. What fails here is logged and does not end the
 * training.
 */
final class Background implements AutoCloseable {
  static final double SHARE = 0.012;
  static final long CREDIT_NANOS = 400_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final long PATIENCE_SECONDS = 60;

  private final Clock clock;
  private final long begin;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "background"));
  private long spent;

  Background(Clock clock) {
    this.clock = clock;
    this.begin = clock.nanoTime();
  }

  /**
   * Does costly work soon unless it is too much, or other such work is still under way; says
   * whether.
   */
  boolean offer(Runnable work) {
    if (!isAffordable() || !busy.compareAndSet(false, true)) {
      return false;
    }
    thread.execute(
        () -> {
          long from = clock.nanoTime();
          try {
            attempt(work);
          } finally {
            spend(clock.nanoTime() - from);
            busy.set(false);
          }
        });
    return true;
  }

  /** Does work after all that was given before, whatever it costs. */
  void always(Runnable work) {
    thread.execute(() -> attempt(work));
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("could not be recorded: {}", e.getMessage(), e);
    }
  }

  private synchronized boolean isAffordable() {
    return spent <= CREDIT_NANOS + SHARE * (clock.nanoTime() - begin);
  }

  private synchronized long spent() {
    return spent;
  }

  private synchronized void spend(long nanos) {
    spent += nanos;
  }

  /** Waits for all that was given. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("recording takes more than {} s and is given up", PATIENCE_SECONDS);
      }
      double share = (double) spent() / Math.max(1, clock.nanoTime() - begin);
      LOG.info("watching took {} % of the time", Numbers.decimal(100 * share));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
