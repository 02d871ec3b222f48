package dev.reverie.aggregate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The threads that make the parts of updates. Each has a share of the parts that it begins with,
 * the same in one update after the other: what it wrote for the last one may still lie in the
 * caches of its core, and what another core wrote comes from far away.
 */
final class Makers {
  /** Identifiers of threads, by the share that each has; 0 is nobody's. */
  private final AtomicLongArray owners;

  private final AtomicInteger given = new AtomicInteger();

  /**
   * @param shares as many as there are threads at a time, at least 1
   */
  Makers(int shares) {
    this.owners = new AtomicLongArray(shares);
  }

  int shares() {
    return owners.length();
  }

  /**
   * The share of the calling thread. A thread without any gets the one that was given the longest
   * ago, for pools replace threads that had nothing to do. Two may have the same for a while.
   */
  int share() {
    long me = Thread.currentThread().getId();
    for (int share = 0; share < shares(); share++) {
      if (owners.get(share) == me) {
        return share;
      }
    }
    int share = Math.floorMod(given.getAndIncrement(), shares());
    owners.set(share, me);
    return share;
  }

  /** The first part of a share of so many parts. That after the last share is their number. */
  int first(int share, int parts) {
    return (int) ((long) share * parts / shares());
  }
}
