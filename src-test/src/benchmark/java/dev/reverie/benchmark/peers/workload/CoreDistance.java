package dev.reverie.benchmark.peers.workload;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far apart two cores are. A virtual machine may move its cores while it runs: those that share
 * a cache answer one another within some 100 ns, others take five times as long, and what they
 * train together goes by that.
 */
final class CoreDistance {
  private static final int TRIES = 5;
  private static final int TRIPS = 4000;

  private CoreDistance() {}

  /** Nanoseconds in which a word goes to another core and back, the least of some means. */
  static double roundTripNanos() {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < TRIES; n++) {
      least = Math.min(least, meanRoundTrip());
    }
    return least;
  }

  private static double meanRoundTrip() {
    AtomicInteger turn = new AtomicInteger();
    Thread other = new Thread(() -> play(turn, 1), "core-distance");
    other.start();
    play(turn, 0);
    long start = System.nanoTime();
    play(turn, 0);
    double nanos = System.nanoTime() - start;
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return nanos / TRIPS;
  }

  /** Takes every second turn; the first side twice as often, once to get both going. */
  private static void play(AtomicInteger turn, int side) {
    int turns = side == 0 ? TRIPS : 2 * TRIPS;
    for (int n = 0; n < turns; n++) {
      while (turn.get() % 2 != side) {
        Thread.onSpinWait();
      }
      turn.incrementAndGet();
    }
  }
}
