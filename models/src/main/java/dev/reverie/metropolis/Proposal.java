package dev.reverie.metropolis;

/**
 * Where a particle might go. The acceptance takes it as symmetric: going from x to y has to be as
 * likely as from y to x.
 */
interface Proposal {
  void propose(double[] x, double size, int particle, long step, double[] proposed);
}
