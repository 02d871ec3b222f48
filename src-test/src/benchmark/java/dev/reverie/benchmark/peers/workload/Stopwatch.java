package dev.reverie.benchmark.peers.workload;

/** Time since it was made. */
final class Stopwatch {
  private static final double NANOS = 1e-9;

  private final long start = System.nanoTime();

  double seconds() {
    return (System.nanoTime() - start) * NANOS;
  }
}
