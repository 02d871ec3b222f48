package dev.reverie.aggregate;

import dev.reverie.protocol.WorkerId;

/** How many threads of each node have nothing to do, as far as is known. */
final class FreeThreads {
  private final Sites sites;
  private final int[] free;

  FreeThreads(Sites sites) {
    this.sites = sites;
    this.free = new int[sites.count()];
    for (int site = 0; site < free.length; site++) {
      free[site] = sites.threads(site);
    }
  }

  /** A data worker is at work: its node's threads are all for data. */
  void hasData(WorkerId worker) {
    int site = sites.of(worker);
    if (site >= 0 && site < free.length) {
      free[site] = 0;
    }
  }

  /** A chain is at work. */
  void hasChain(WorkerId chain) {
    takesChain(chain);
  }

  /** Takes a thread for a chain; returns whether there was one. */
  boolean takesChain(WorkerId chain) {
    int site = sites.of(chain);
    return site >= 0 && site < free.length && free[site]-- > 0;
  }
}
