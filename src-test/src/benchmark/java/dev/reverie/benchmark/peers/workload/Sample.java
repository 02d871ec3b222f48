package dev.reverie.benchmark.peers.workload;

import dev.reverie.run.Progress;

/**
 * How far a training was at a moment.
 *
 * @param nanos of {@link System#nanoTime}
 * @param gauge what the workload reads at the same moment
 */
record Sample(long nanos, Progress progress, double gauge) {}
