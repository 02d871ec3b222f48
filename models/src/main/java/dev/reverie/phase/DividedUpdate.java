package dev.reverie.phase;

/**
 * One update cut into parts that do not depend on one another. Whoever makes which part, and in
 * which order, changes no bit of the result.
 */
public interface DividedUpdate {
  /** How many parts there are, at least 1. */
  int parts();

  /**
   * Makes one part. Safe from several threads at once, each with another part.
   *
   * @throws dev.reverie.parameter.DivergedException as {@link UpdateRule#apply} does
   */
  void make(int part);

  /** Completes the update, after all parts have been made: what only their whole can tell. */
  void finish();
}
