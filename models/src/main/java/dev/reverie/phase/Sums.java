package dev.reverie.phase;

/**
 * Named sums over particles or cases, in a form that the model chooses. Bounded statistics are
 * summed as integers and unbounded ones exactly, so that the total does not depend on how the work
 * was divided.
 */
public interface Sums {
  /** Back to nothing. */
  void clear();

  /**
   * Throws {@link dev.reverie.parameter.DivergedException} when a sum is not a number that may be
   * used.
   */
  void requireFinite(String phase);
}
