package dev.reverie.annealing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What all runs found together; the same for any number of threads. */
public final class AnnealedRuns {
  private final double[] energies;
  private final double[] lowest;
  private final LowStates low;

  private AnnealedRuns(int runs, int moments, int kept) {
    this.energies = new double[runs];
    this.lowest = new double[moments];
    this.low = new LowStates(kept);
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
  }

  /**
   * Makes runs 0 to {@code runs - 1}.
   *
   * @param kept how many of the states of lowest energy are kept
   * @param threads that share the runs
   * @throws CancellationException when the calling thread is interrupted
   */
  public static AnnealedRuns of(
      Annealing annealing, int runs, int kept, int threads, AnnealingListener listener) {
    if (runs < 1 || kept < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "runs=" + runs + " kept=" + kept + " threads=" + threads + ", must be positive");
    }
    AnnealedRuns all = new AnnealedRuns(runs, annealing.moments().length, kept);
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int run = next.getAndIncrement(); run < runs; run = next.getAndIncrement()) {
            all.add(annealing.run(run, listener));
          }
        };
    share(work, Math.min(threads, runs));
    return all;
  }

  private static void share(Runnable work, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, AnnealedRuns::daemon);
    try {
      List<? extends Future<?>> shares =
          IntStream.range(0, threads).mapToObj(thread -> pool.submit(work)).toList();
      for (Future<?> one : shares) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reverie-annealing");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void add(AnnealedState state) {
    energies[state.run()] = state.energy();
    for (int moment = 0; moment < lowest.length; moment++) {
      lowest[moment] = Math.min(lowest[moment], state.lowest()[moment]);
    }
    low.add(state);
  }

  /** The states of lowest energy, each once, the lowest first. */
  public List<AnnealedState> states() {
    return low.states();
  }

  /** The state of lowest energy, of equal ones that of the first run. */
  public AnnealedState best() {
    return low.states().get(0);
  }

  /** The lowest energy of any run up to each of {@link Annealing#moments}: a copy. */
  public double[] lowest() {
    return lowest.clone();
  }

  /** The lowest energy of each run: a copy. */
  public double[] energies() {
    return energies.clone();
  }
}
