package dev.reverie.service.family;

import dev.reverie.input.InputException;

/**
 * States under a kernel that leaves the model's distribution invariant. Disjoint ranges of states
 * may be swept by different threads at once, with the same result.
 */
public interface StateSampler {
  /** States. */
  int count();

  /** Length of a state's visible units. */
  int visible();

  /** Holds these visible units of every state from now on; by default that is refused. */
  default void hold(boolean[] units) {
    throw new InputException("clamp is given, must not be: this model cannot hold units");
  }

  /**
   * Sets all visible units of a state, or only those that are held, to what data have. Where units
   * are bits one is on from 0.5.
   */
  void set(int place, float[] units, boolean heldOnly);

  /** Sweeps states {@code from} to {@code to - 1} so many times. */
  void sweep(int from, int to, long sweeps);

  /** Writes the visible units of a state as data have them. */
  void show(int place, float[] out);
}
