package dev.reverie.rbm;

import java.nio.ByteBuffer;

/**
 * Follows the replicas of ladders, each of which wanders over the temperatures, and counts how
 * often one has gone from the model at the top to the base and back.
 */
final class RoundTrips {
  private static final int A_WORD = 32;

  /** Has not been at the top. */
  private static final byte NEW = 0;

  /** Was at the top, and not at the base since. */
  private static final byte FALLING = 1;

  /** Was at the top, then at the base. */
  private static final byte RISING = 2;

  private final int temperatures;
  private final byte[] phases;
  private final long[] made;

  RoundTrips(int temperatures, int ladders) {
    this.temperatures = temperatures;
    this.phases = new byte[Math.multiplyExact(temperatures, ladders)];
    this.made = new long[ladders];
  }

  /** Bytes of one ladder. */
  static int bytes(int temperatures) {
    return Long.BYTES * (1 + (temperatures + A_WORD - 1) / A_WORD);
  }

  /** Replicas at two neighbouring temperatures of a ladder have changed places. */
  void exchange(int ladder, int lower) {
    int at = ladder * temperatures + lower;
    byte kept = phases[at];
    phases[at] = phases[at + 1];
    phases[at + 1] = kept;
  }

  /** Looks at who is at the ends of a ladder. */
  void arrive(int ladder) {
    int base = ladder * temperatures;
    int top = base + temperatures - 1;
    if (phases[base] == FALLING) {
      phases[base] = RISING;
    }
    made[ladder] += phases[top] == RISING ? 1 : 0;
    phases[top] = FALLING;
  }

  /** Round trips of ladders {@code from} to {@code to - 1} since their start. */
  long made(int from, int to) {
    long sum = 0;
    for (int ladder = from; ladder < to; ladder++) {
      sum += made[ladder];
    }
    return sum;
  }

  void copyFrom(RoundTrips other) {
    System.arraycopy(other.phases, 0, phases, 0, phases.length);
    System.arraycopy(other.made, 0, made, 0, made.length);
  }

  void write(int ladder, ByteBuffer out) {
    out.putLong(made[ladder]);
    for (int first = 0; first < temperatures; first += A_WORD) {
      long word = 0;
      for (int k = first; k < Math.min(first + A_WORD, temperatures); k++) {
        word |= (long) phases[ladder * temperatures + k] << 2 * (k - first);
      }
      out.putLong(word);
    }
  }

  void read(int ladder, ByteBuffer in) {
    made[ladder] = in.getLong();
    for (int first = 0; first < temperatures; first += A_WORD) {
      long word = in.getLong();
      for (int k = first; k < Math.min(first + A_WORD, temperatures); k++) {
        phases[ladder * temperatures + k] = (byte) (word >>> 2 * (k - first) & 3);
      }
    }
  }
}
