package dev.reverie.clock;

/** A source of elapsed time. Its values mean something only as differences. */
@FunctionalInterface
public interface Clock {

  /** Nanoseconds since an arbitrary, fixed moment; never decreasing. */
  long nanoTime();

  /** The machine's monotonic clock. */
  static Clock system() {
    return System::nanoTime;
  }
}
