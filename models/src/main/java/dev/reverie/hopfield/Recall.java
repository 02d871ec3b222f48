package dev.reverie.hopfield;

import dev.reverie.ising.Descent;
import dev.reverie.ising.SpinStates;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * Brings states to fixed points by asynchronous updates. Random numbers are functions of (seed,
 * item, pass, unit). One thread at a time.
 */
public final class Recall {
  private final DenseSpins spins;
  private final Descent descent;
  private final RandomStream corruption;

  public Recall(Network network, long seed) {
    this.spins = new DenseSpins(network);
    this.descent = new Descent(network.units(), new RandomStream(seed, Purpose.UPDATE_ORDER));
    this.corruption = new RandomStream(seed, Purpose.CORRUPTION);
  }

  /**
   * A fixed point.
   *
   * @param states of the units, -1 or +1
   * @param energy E there
   * @param flips that it took
   */
  public record FixedPoint(byte[] states, double energy, long flips) {}

  /** A copy of a state with each unit flipped with a probability. */
  public byte[] corrupted(byte[] states, double probability, int item) {
    return SpinStates.flipped(states, probability, corruption, item, 0);
  }

  /** The fixed point that a state falls to. */
  public FixedPoint from(byte[] states, int item) {
    spins.set(states);
    long flips = descent.run(spins, item, 0, Integer.MAX_VALUE);
    byte[] end = new byte[states.length];
    spins.copyTo(end);
    return new FixedPoint(end, spins.energy(), flips);
  }

  /** Whether no update changes a state. */
  public boolean isFixed(byte[] states) {
    spins.set(states);
    return Descent.isFixed(spins);
  }
}
