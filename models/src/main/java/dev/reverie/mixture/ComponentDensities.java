package dev.reverie.mixture;

/** The logs of pi_k p(x | k) in double precision. Safe from any number of threads. */
interface ComponentDensities {
  /**
   * Writes one log for each component.
   *
   * @param known which columns count; null when all do. The others are summed out
   */
  void logJoint(float[] row, int offset, boolean[] known, double[] logs);
}
