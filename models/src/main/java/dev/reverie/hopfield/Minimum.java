package dev.reverie.hopfield;

/**
 * A fixed point that several starts fell to.
 *
 * @param states of the units, -1 or +1; not to be changed
 * @param energy E there
 * @param count how many starts fell to it
 * @param pattern the pattern whose overlap with it is largest in magnitude
 * @param overlap with that pattern, in [-1, 1]
 */
public record Minimum(byte[] states, double energy, int count, int pattern, double overlap) {
  /** Whether it is neither a pattern nor the negative of one. */
  public boolean isSpurious() {
    return Math.abs(overlap) != 1;
  }
}
