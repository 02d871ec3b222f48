package dev.reverie.rbm;

import dev.reverie.phase.Sums;

/** Sums of a phase that hold statistics of states, and perhaps something more. */
public interface StateSums extends Sums {
  /** Those of the states. */
  RbmSums states();
}
