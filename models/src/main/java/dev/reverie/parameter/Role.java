package dev.reverie.parameter;

/** What a block of parameters is to its model. */
public enum Role {
  /** Learned; part of the model's file. */
  LEARNED,
  /**
   * Kept by the update rule and published beside what is learned: offsets, step sizes. Part of a
   * checkpoint.
   */
  PUBLISHED,
  /** Computed from the others at every update to make reading cheap. Never written anywhere. */
  DERIVED
}
