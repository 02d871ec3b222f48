package dev.reverie.benchmark.scale.model;

import dev.reverie.run.Mode;

/**
 * What is trained.
 *
 * @param steps of each particle an update
 * @param staleness the bound in versions, of the asynchronous mode
 */
public record Workload(int batch, int particles, int steps, Mode mode, int staleness) {
  /** What a particle's step costs, in that of a case of data, when workers are placed. */
  private static final double STEP = 2;

  /** A bound above this lets nodes do with one of several snapshots. */
  private static final int OLD = 8;

  /** Of data in all work. */
  double dataShare() {
    return batch / (batch + STEP * particles * steps);
  }

  /** Versions from one snapshot that a node takes to the next. */
  int pullStride() {
    return mode == Mode.ASYNC && staleness > OLD ? staleness / 4 : 1;
  }
}
