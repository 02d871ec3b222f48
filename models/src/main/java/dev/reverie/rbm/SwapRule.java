package dev.reverie.rbm;

/** With what probability two neighbouring temperatures of a ladder swap their states. */
interface SwapRule {
  /** The rule that leaves the product of all temperatures' distributions invariant. */
  SwapRule METROPOLIS = (lower, upper) -> lower - upper;

  /**
   * The logarithm of the probability, certain from 0 on.
   *
   * @param lower, upper by how much log p* of the state at the lower and at the upper temperature
   *     grows from the one to the other
   */
  double logAcceptance(double lower, double upper);
}
