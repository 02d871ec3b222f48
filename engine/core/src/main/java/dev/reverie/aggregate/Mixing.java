package dev.reverie.aggregate;

import dev.reverie.diagnostic.ParticleTrace;

/**
 * How well chains mix, told from the newest observations of a few particles. The figure takes
 * milliseconds to compute, as long as several updates take: it is computed anew when there are
 * twice as many updates as at the last time, or so many more that it costs next to nothing.
 */
final class Mixing {
  private static final int LENGTH = 512;
  private static final long MOST_BETWEEN = 8 * LENGTH;

  private final ParticleTrace trace;
  private long added;
  private long next;
  private double time = Double.NaN;

  /**
   * @param particles observed at each update
   */
  Mixing(int particles) {
    this.trace = new ParticleTrace(particles, LENGTH);
  }

  /** The newest observation of each particle. */
  void add(double[] observed) {
    trace.add(observed);
    added++;
  }

  /** In updates, as of a while ago; NaN until it can be told. */
  double autocorrelationTime() {
    if (added >= next) {
      time = trace.autocorrelationTime();
      next = added + Math.min(MOST_BETWEEN, 1 + added);
    }
    return time;
  }
}
