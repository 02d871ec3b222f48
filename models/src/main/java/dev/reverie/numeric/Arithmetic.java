package dev.reverie.numeric;

/**
 * Which arithmetic the results come from: the order of sums, the polynomials, the random numbers'
 * addresses.
 */
public final class Arithmetic {
  /** Counts up whenever equal settings give other bits. Checkpoints carry it. */
  public static final int VERSION = 4;

  private Arithmetic() {}
}
