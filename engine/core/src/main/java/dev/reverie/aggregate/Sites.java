package dev.reverie.aggregate;

import dev.reverie.protocol.WorkerId;

/**
 * Where workers are, and which share threads. Asked from the aggregator's thread; may change at any
 * time.
 */
public interface Sites {
  /** Nodes that there are; they are numbered from 0. */
  int count();

  /** The node that has a worker; -1 for none. */
  int of(WorkerId worker);

  /** Threads that a node computes with. */
  int threads(int site);

  /**
   * Whether a node has parameters that are some versions old by design: nobody waits for its chains
   * to be in time, and they never wait for anybody.
   */
  boolean lags(int site);

  /**
   * Whether chains may be away for a while as they move between nodes, and have states small enough
   * for older ones to be kept meanwhile.
   */
  boolean moves();

  /** A single node. */
  static Sites one(int threads) {
    return new Sites() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public int of(WorkerId worker) {
        return 0;
      }

      @Override
      public int threads(int site) {
        return threads;
      }

      @Override
      public boolean lags(int site) {
        return false;
      }

      @Override
      public boolean moves() {
        return false;
      }
    };
  }
}
