package dev.reverie.benchmark.growth;

/**
 * How long everything may take.
 *
 * @param visits that each point gets after its warm-up
 * @param updates that the model is trained for before anything is measured
 */
record Pace(int visits, double visitSeconds, double warmUpSeconds, int updates) {
  /** About 1.9 s a point. */
  static Pace full() {
    return new Pace(7, 0.2, 0.5, 300);
  }

  /** A tenth of that, to see that everything works. */
  static Pace quick() {
    return new Pace(7, 0.02, 0.05, 100);
  }
}
