package dev.reverie.rbm;

import java.nio.ByteBuffer;

/**
 * Follows the replicas of ladders, each of which wanders over the levels, and counts how often one
 * has gone from the model, the last level, to the base, level 0, and back.
 */
final class RoundTrips {
  private static final int A_WORD = 32;

  /** Has not been at the top. */
  private static final byte NEW = 0;

  /** Was at the top, and not at the base since. */
  private static final byte FALLING = 1;

  /** Was at the top, then at the base. */
  private static final byte RISING = 2;

  private final int levels;
  private final byte[] phases;
  private final long[] made;

  RoundTrips(int levels, int ladders) {
    this.levels = levels;
    this.phases = new byte[Math.multiplyExact(levels, ladders)];
    this.made = new long[ladders];
  }

  /** Bytes of one ladder. */
  static int bytes(int levels) {
    return Long.BYTES * (1 + (levels + A_WORD - 1) / A_WORD);
  }

  /** Replicas at two levels of a ladder have changed places. */
  void exchange(int ladder, int one, int other) {
    int base = ladder * levels;
    byte kept = phases[base + one];
    phases[base + one] = phases[base + other];
    phases[base + other] = kept;
  }

  /** A new replica is at a level of a ladder. */
  void renew(int ladder, int level) {
    phases[ladder * levels + level] = NEW;
  }

  /** Looks at who is at the ends of a ladder. */
  void arrive(int ladder) {
    int base = ladder * levels;
    int top = base + levels - 1;
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
    for (int first = 0; first < levels; first += A_WORD) {
      long word = 0;
      for (int k = first; k < Math.min(first + A_WORD, levels); k++) {
        word |= (long) phases[ladder * levels + k] << 2 * (k - first);
      }
      out.putLong(word);
    }
  }

  void read(int ladder, ByteBuffer in) {
    made[ladder] = in.getLong();
    for (int first = 0; first < levels; first += A_WORD) {
      long word = in.getLong();
      for (int k = first; k < Math.min(first + A_WORD, levels); k++) {
        phases[ladder * levels + k] = (byte) (word >>> 2 * (k - first) & 3);
      }
    }
  }
}
