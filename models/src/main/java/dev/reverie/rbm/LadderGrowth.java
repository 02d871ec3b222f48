package dev.reverie.rbm;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;

/**
 * By how much log p*(v) of a few states grows from their level to its neighbours, hidden units
 * summed out. One thread at a time.
 */
interface LadderGrowth {
  /** What {@link #of} is to use. */
  void prepare(Parameters parameters);

  /**
   * Writes the growth of {@code count} states of one level.
   *
   * @param order the levels in use
   * @param rank of the states' level among them
   * @param visible packed visible units of the states
   * @param down from the next lower level to this one; 0 at the base
   * @param up from this level to the next upper one; 0 at the model
   */
  void of(
      Parameters parameters,
      int[] order,
      int rank,
      long[] visible,
      int count,
      double[] down,
      double[] up);

  /** Raises what is not finite before it is compared with a uniform. */
  static void requireFinite(double growth) {
    if (!Double.isFinite(growth)) {
      throw new DivergedException("growth of log p=" + growth + ", must be finite", "negative");
    }
  }
}
