package dev.reverie.benchmark.growth;

/** Something that can be timed again and again. */
@FunctionalInterface
interface Work {
  /** Works for about that long, but at least one unit, and tells the seconds that one item took. */
  double secondsPerItem(double seconds);
}
