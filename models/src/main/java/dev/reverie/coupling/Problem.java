package dev.reverie.coupling;

/**
 * What a file asks for: units of -1 and +1 whose energy is least. What that is worth is told in the
 * file's own terms.
 */
public sealed interface Problem permits IsingProblem, QuboProblem, MaxCutProblem {
  /** Their energy is to be least. */
  Couplings couplings();

  /**
   * What the file's objective is for a state, summed from the file's own numbers in the order of
   * edges and units.
   *
   * @param spins -1 or +1 for each unit
   */
  double value(byte[] spins);

  /** The value of a state of this energy, but for rounding. */
  double valueOf(double energy);

  /** Whether the objective is to be as large as can be, not as small. */
  boolean maximises();

  /** How the file's variable is written that stands for a unit's state of -1 or +1. */
  int symbol(int spin);
}
