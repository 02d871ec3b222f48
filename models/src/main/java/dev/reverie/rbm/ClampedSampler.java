package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;

/**
 * States under block Gibbs sampling at inverse temperature 1 while some visible units are held
 * where they are: all hidden units given the visible ones, then all free visible units given the
 * hidden ones. Leaves p(free | held) invariant. Disjoint ranges of states may be swept by different
 * threads at once, with the same result.
 */
public interface ClampedSampler {
  /** States all of whose units are free: fair coins, and real values without a field. */
  static ClampedSampler of(Rbm rbm, int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count=" + count + ", must be positive");
    }
    return rbm.discrete() ? new BitSampler(rbm, count, seed) : new RealSampler(rbm, count, seed);
  }

  /** States. */
  int count();

  /** Holds these units of every state from now on. */
  void hold(boolean[] units);

  /**
   * Sets all units of a state, or only those that are held, to what data have. Where all units are
   * bits one is on from 0.5.
   */
  void set(int place, float[] units, boolean heldOnly);

  /** Sweeps states {@code from} to {@code to - 1} so many times. */
  void sweep(Parameters parameters, int from, int to, long sweeps);

  /** Writes the visible units of a state as data have them. */
  void show(int place, float[] out);
}
