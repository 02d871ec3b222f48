package dev.reverie.phase;

/** A group of workers with a sign. What they sum is known to the rule only. */
public sealed interface Phase permits PersistentPhase, BatchPhase {
  /** Unique within an objective; used in messages, metrics and files. */
  String name();

  /** +1 when the rule adds this phase's average to the gradient, -1 when it subtracts it. */
  int sign();

  /** An empty sum that workers of this phase fill. Its memory is recycled. */
  Sums newSums();

  /**
   * Bytes that one {@link #newSums} takes, told without making one; 0 where they are too few to
   * matter.
   */
  default long sumsBytes() {
    return 0;
  }
}
