package dev.reverie.ising;

/**
 * A state of -1 and +1 for each unit, with the fields that act on them and its energy, all up to
 * date after every flip. Mutable, with one owner.
 */
public interface Spins {
  int units();

  /** -1 or +1. */
  int state(int unit);

  /** Bias plus coupled states. */
  double field(int unit);

  /** Changes a unit's sign, and the fields of those coupled with it. */
  void flip(int unit);

  /** E of the state. */
  double energy();

  /** Sets all states, and computes fields and energy anew. */
  void set(byte[] states);

  /** Writes all states. */
  void copyTo(byte[] states);
}
