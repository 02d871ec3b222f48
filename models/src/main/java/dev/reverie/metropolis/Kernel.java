package dev.reverie.metropolis;

/**
 * A transition that leaves p(x; theta)^beta invariant. Has working memory, and with it one owner;
 * random numbers are a function of particle and step.
 */
interface Kernel {
  /**
   * Moves one particle, or lets it stay.
   *
   * @param size of a step in a real coordinate
   * @return the probability that what was proposed had of being accepted; the mean of several
   */
  double move(double[] x, double[] theta, double size, int particle, long step);
}
