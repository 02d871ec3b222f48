package dev.reverie.cluster;

import dev.reverie.run.RunSettings;

/**
 * How many versions a snapshot has to be newer than the one that a node has for it to travel there.
 * Snapshots are the largest thing that does. Where statistics may be very old, a node elsewhere
 * does with one of several snapshots; else it gets each one that it is quick enough for.
 */
final class Stride {
  /** A bound above this says that age does not matter much: the default is not. */
  private static final int OLD = 8;

  private Stride() {}

  static int of(RunSettings run) {
    return run.staleness() > OLD ? run.staleness() / 4 : 1;
  }
}
