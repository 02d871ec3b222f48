package dev.reverie.diagnostic;

/**
 * The newest observations of a few particles, one number each at every update, in constant memory.
 * Any thread may add or read at any moment.
 */
public final class ParticleTrace {
  private final double[][] values;
  private final int capacity;
  private long added;

  /**
   * @param particles observed each time
   * @param capacity observations of each that are kept
   */
  public ParticleTrace(int particles, int capacity) {
    if (particles < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "particles=" + particles + " capacity=" + capacity + ", both must be positive");
    }
    this.values = new double[particles][capacity];
    this.capacity = capacity;
  }

  /** Adds one observation of every particle, in their order; the oldest makes room. */
  public synchronized void add(double[] observations) {
    if (observations.length != values.length) {
      throw new IllegalArgumentException(
          "observations.length=" + observations.length + ", must be " + values.length);
    }
    int place = (int) (added % capacity);
    for (int particle = 0; particle < values.length; particle++) {
      values[particle][place] = observations[particle];
    }
    added++;
  }

  /** A copy of what is kept: one row a particle, oldest first. */
  public synchronized double[][] chains() {
    int kept = (int) Math.min(added, capacity);
    int oldest = (int) ((added - kept) % capacity);
    double[][] chains = new double[values.length][kept];
    for (int particle = 0; particle < values.length; particle++) {
      int untilWrap = Math.min(kept, capacity - oldest);
      System.arraycopy(values[particle], oldest, chains[particle], 0, untilWrap);
      System.arraycopy(values[particle], 0, chains[particle], untilWrap, kept - untilWrap);
    }
    return chains;
  }

  /** Autocorrelation over what is kept; its steps are updates. */
  public Autocorrelation autocorrelation() {
    return Autocorrelation.of(chains());
  }

  /**
   * The integrated autocorrelation time in updates, a lower bound when unresolved; NaN until it can
   * be told.
   */
  public double autocorrelationTime() {
    return autocorrelation().time();
  }
}
