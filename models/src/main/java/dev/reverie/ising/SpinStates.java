package dev.reverie.ising;

import dev.reverie.random.RandomStream;

/** States of -1 and +1 as bytes. */
public final class SpinStates {
  private SpinStates() {}

  /** Throws unless there is a -1 or +1 for each unit. */
  public static void require(byte[] states, int units) {
    if (states.length != units) {
      throw new IllegalArgumentException("states.length=" + states.length + ", must be " + units);
    }
    for (int i = 0; i < units; i++) {
      if (states[i] != 1 && states[i] != -1) {
        throw new IllegalArgumentException("states[" + i + "]=" + states[i] + ", must be -1 or +1");
      }
    }
  }

  /** Fair coins of an item at a step. */
  public static byte[] random(int units, RandomStream random, int item, long step) {
    int[] bits = new UniformBits(units).of(random, item, step);
    byte[] states = new byte[units];
    for (int i = 0; i < units; i++) {
      states[i] = (byte) (bits[i] < 0 ? -1 : 1);
    }
    return states;
  }

  /** A copy with each unit flipped with a probability, by the numbers of an item at a step. */
  public static byte[] flipped(
      byte[] states, double probability, RandomStream random, int item, long step) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability=" + probability + ", must lie in [0, 1]");
    }
    int[] bits = new UniformBits(states.length).of(random, item, step);
    byte[] flipped = states.clone();
    for (int i = 0; i < states.length; i++) {
      if (((bits[i] & 0xFFFFFFFFL) + 0.5) * 0x1p-32 < probability) {
        flipped[i] = (byte) -flipped[i];
      }
    }
    return flipped;
  }

  /** {@code sum of a_i b_i / N}: 1 for equal states, -1 for opposite ones. */
  public static double overlap(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return (double) sum / a.length;
  }
}
