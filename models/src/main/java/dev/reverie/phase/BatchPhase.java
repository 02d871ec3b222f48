package dev.reverie.phase;

import dev.reverie.parameter.Snapshot;

/**
 * A phase of work that keeps no state between updates: data cases, chains that start anew at the
 * data or at noise, draws from a variational distribution. Work is numbered: item i of batch n is a
 * pure function of (snapshot, n, i). Phases that share a mini-batch find its rows from the same n.
 */
public non-sealed interface BatchPhase extends Phase {
  /** Items of batch n. */
  int items(long batch);

  /** Adds the statistics of items {@code from} to {@code to - 1} of a batch. */
  void contribute(Snapshot snapshot, long batch, int from, int to, Sums into);
}
