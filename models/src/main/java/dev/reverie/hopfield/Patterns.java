package dev.reverie.hopfield;

import dev.reverie.data.BinaryRows;
import dev.reverie.ising.SpinStates;

/**
 * Patterns to be stored, as bits: a unit that is on is +1, another -1. Unit u of a pattern is bit
 * {@code u & 63} of its word {@code u >>> 6}. Immutable.
 */
public final class Patterns {
  private final int units;
  private final int words;
  private final long[] bits;

  private Patterns(int units, int words, long[] bits) {
    this.units = units;
    this.words = words;
    this.bits = bits;
  }

  /** The rows of binarised data, drawn once. */
  public static Patterns of(BinaryRows rows) {
    return of(rows, rows.rows());
  }

  /**
   * The first rows of binarised data, drawn once.
   *
   * @param count 1 to as many as there are
   */
  public static Patterns of(BinaryRows rows, int count) {
    if (count < 1 || count > rows.rows()) {
      throw new IllegalArgumentException("count=" + count + ", must be 1 to " + rows.rows());
    }
    long[] bits = new long[Math.multiplyExact(count, rows.words())];
    for (int row = 0; row < count; row++) {
      rows.fill(BinaryRows.ONCE, row, bits, row * rows.words());
    }
    return new Patterns(rows.columns(), rows.words(), bits);
  }

  /** Patterns of -1 and +1, all of one length. */
  public static Patterns of(byte[][] spins) {
    if (spins.length == 0) {
      throw new IllegalArgumentException("patterns=0, must be positive");
    }
    int units = spins[0].length;
    int words = (units + Long.SIZE - 1) / Long.SIZE;
    long[] bits = new long[Math.multiplyExact(spins.length, words)];
    for (int row = 0; row < spins.length; row++) {
      SpinStates.require(spins[row], units);
      pack(spins[row], bits, row * words);
    }
    return new Patterns(units, words, bits);
  }

  /** Adds the units that are +1 to words that are 0. */
  static void pack(byte[] spins, long[] into, int offset) {
    for (int unit = 0; unit < spins.length; unit++) {
      into[offset + (unit >>> 6)] |= (spins[unit] + 1L) / 2 << unit;
    }
  }

  public int count() {
    return bits.length / words;
  }

  public int units() {
    return units;
  }

  /** A pattern as -1 and +1: a copy. */
  public byte[] spins(int pattern) {
    byte[] spins = new byte[units];
    for (int unit = 0; unit < units; unit++) {
      long bit = bits[pattern * words + (unit >>> 6)] >>> unit & 1;
      spins[unit] = (byte) (2 * bit - 1);
    }
    return spins;
  }

  /** Adds a pattern to sums. */
  void addTo(StateSums sums, int pattern) {
    sums.add(bits, pattern * words);
  }

  /** The overlap of a state with a pattern: 1 when equal, -1 when opposite. */
  double overlap(long[] state, int pattern) {
    int different = 0;
    for (int word = 0; word < words; word++) {
      different += Long.bitCount(state[word] ^ bits[pattern * words + word]);
    }
    return 1 - 2.0 * different / units;
  }

  /** The overlap of a state with a pattern: 1 when equal, -1 when opposite. */
  public double overlap(byte[] state, int pattern) {
    return overlap(packed(state), pattern);
  }

  /** A state as bits. */
  static long[] packed(byte[] state) {
    long[] packed = new long[(state.length + Long.SIZE - 1) / Long.SIZE];
    pack(state, packed, 0);
    return packed;
  }
}
