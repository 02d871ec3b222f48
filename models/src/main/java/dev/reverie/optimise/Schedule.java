package dev.reverie.optimise;

/** A learning rate over the updates of a training run. */
public record Schedule(double rate, Decay decay, long updates) {
  /** How the rate falls. */
  public enum Decay {
    /** Stays where it is. */
    NONE,
    /** Falls in a straight line to 0 after the last update. */
    LINEAR
  }

  public Schedule {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY) || updates < 1) {
      throw new IllegalArgumentException(
          "rate="
              + rate
              + " updates="
              + updates
              + ", must be finite and not negative, and positive");
    }
  }

  /** The rate of the update that follows {@code update} others. */
  public double at(long update) {
    return decay == Decay.NONE ? rate : rate * Math.max(0, 1 - (double) update / updates);
  }
}
