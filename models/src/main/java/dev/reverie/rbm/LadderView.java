package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;

/**
 * The machines along a ladder as its chains read them. Level 0 is the base, whose units are
 * independent and whose log Z is exact; the last level is the machine that is learned. Every level
 * is sampled like any other machine.
 */
interface LadderView {
  /** Levels of a ladder at most, both ends included. */
  int levels();

  /** The levels in use, from the base to the model. */
  int[] order(Parameters parameters);

  /**
   * Number of the level that came into use last. Levels that do are numbered from 1 on; a ladder
   * without changes has 0.
   */
  long newest(Parameters parameters);

  /** Number of the level that is at this place. */
  long number(Parameters parameters, int level);

  /** What the sides of a level read. */
  Parameters machine(Parameters parameters, int level);

  /** Visible units given hidden ones, at a level. */
  Side visibleSide(int level);

  /** Hidden units given visible ones, at a level. */
  Side hiddenSide(int level);

  /** The published log Z of a pair's upper level less that of its lower one. */
  float logRatio(Parameters parameters, int pair);

  /** Working memory for {@link LadderGrowth}. */
  LadderGrowth newGrowth();

  /** Bytes that one takes. */
  long growthBytes();

  /**
   * Sets the ladder that a training starts from.
   *
   * @param visibleBiases with which visible units have the means of the data, in their values
   */
  void initialise(Parameters parameters, double[] visibleBiases);

  /** Computes what is derived, of all levels but the model. */
  void derive(Parameters parameters);

  /** How the exchange goes on. */
  LadderReport report(Parameters parameters);
}
