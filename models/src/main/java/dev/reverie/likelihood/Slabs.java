package dev.reverie.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Divides runs over threads, in slabs of at most {@link AnnealedRuns#LIMIT}. */
public final class Slabs {
  private Slabs() {}

  /** What is done with runs {@code first} to {@code first + count - 1}. */
  public interface Slab {
    void run(int first, int count);
  }

  /** Returns when all slabs are done; the first failure ends the others. */
  public static void run(int runs, int parallelism, Slab slab) {
    int threads = Math.min(parallelism, runs);
    if (threads == 1) {
      part(0, runs, slab);
      return;
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads, Slabs::daemon);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        int from = (int) ((long) runs * part / threads);
        int to = (int) ((long) runs * (part + 1) / threads);
        parts.add(executor.submit(() -> part(from, to, slab)));
      }
      for (Future<?> part : parts) {
        await(part);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reverie-likelihood");
    thread.setDaemon(true);
    return thread;
  }

  private static void part(int from, int to, Slab slab) {
    for (int first = from; first < to; first += AnnealedRuns.LIMIT) {
      slab.run(first, Math.min(AnnealedRuns.LIMIT, to - first));
    }
  }

  private static void await(Future<?> part) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
