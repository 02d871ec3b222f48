package dev.reverie.ising;

import dev.reverie.random.RandomStream;
import java.util.stream.IntStream;

/**
 * Asynchronous threshold updates (Hopfield 1982): one unit at a time takes the sign of its field; a
 * tie keeps the state. No update raises the energy, so that every descent ends in a state that no
 * update changes. Each pass visits every unit that is moved once, in a random order of its own.
 *
 * <p>One thread at a time.
 */
public final class Descent {
  private final RandomStream random;
  private final int[] moved;
  private final int[] order;
  private final UniformBits bits;

  /**
   * @param random of the orders, which are functions of (seed, purpose, particle, pass)
   */
  public Descent(int units, RandomStream random) {
    this(IntStream.range(0, units).toArray(), random);
  }

  /**
   * Updates some units; the others are held.
   *
   * @param moved units that are updated
   */
  public Descent(int[] moved, RandomStream random) {
    this.random = random;
    this.moved = moved.clone();
    this.order = new int[moved.length];
    this.bits = new UniformBits(moved.length);
  }

  /**
   * Passes until one changes nothing, or as many as are allowed.
   *
   * @param particle whose random numbers are used
   * @param firstPass number of the first pass in the random numbers
   * @param passes the most that are made
   * @return flips that were made
   */
  public long run(Spins spins, int particle, long firstPass, int passes) {
    long flips = 0;
    for (int pass = 0; pass < passes; pass++) {
      int made = pass(spins, particle, firstPass + pass);
      if (made == 0) {
        return flips;
      }
      flips += made;
    }
    return flips;
  }

  private int pass(Spins spins, int particle, long pass) {
    shuffle(particle, pass);
    int flips = 0;
    for (int unit : order) {
      if (spins.state(unit) * spins.field(unit) < 0) {
        spins.flip(unit);
        flips++;
      }
    }
    return flips;
  }

  /** Fisher and Yates' shuffle; the bias of a draw below n is at most n / 2^32. */
  private void shuffle(int particle, long pass) {
    int[] numbers = bits.of(random, particle, pass);
    for (int k = 0; k < order.length; k++) {
      int other = (int) ((numbers[k] & 0xFFFFFFFFL) * (k + 1) >>> Integer.SIZE);
      order[k] = order[other];
      order[other] = moved[k];
    }
  }

  /** Whether no update changes a state. */
  public static boolean isFixed(Spins spins) {
    for (int unit = 0; unit < spins.units(); unit++) {
      if (spins.state(unit) * spins.field(unit) < 0) {
        return false;
      }
    }
    return true;
  }
}
