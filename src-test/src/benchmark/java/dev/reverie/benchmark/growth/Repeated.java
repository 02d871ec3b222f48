package dev.reverie.benchmark.growth;

/** A short unit of work on one thread, done until the time is over. */
final class Repeated implements Work {
  /** One unit. */
  interface Unit {
    /** What must be done before a unit and is not timed. */
    default void prepare() {}

    /** Does it and tells how many items that were. */
    long run();
  }

  private final Unit unit;

  Repeated(Unit unit) {
    this.unit = unit;
  }

  @Override
  public double secondsPerItem(double seconds) {
    long items = 0;
    long nanos = 0;
    while (items == 0 || nanos * 1e-9 < seconds) {
      unit.prepare();
      long begin = System.nanoTime();
      items += unit.run();
      nanos += System.nanoTime() - begin;
    }
    return nanos * 1e-9 / items;
  }
}
