package dev.reverie.benchmark.growth;

/** Where a curve is measured, and the work to be timed there. */
record Point(double x, long snapshotBytes, long stateBytes, Work work) {}
