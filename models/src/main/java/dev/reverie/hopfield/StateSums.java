package dev.reverie.hopfield;

import dev.reverie.encoding.Fields;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums of outer products of states, kept as the states themselves, a bit a unit: whoever makes the
 * update counts the bits in which two units differ, which is exact in any order. As bytes: how many
 * states, then their words.
 */
final class StateSums implements Sums {
  private final int words;
  private long[] bits;
  private int count;

  StateSums(int words) {
    this.words = words;
    this.bits = new long[0];
  }

  void add(long[] state, int offset) {
    if ((count + 1) * words > bits.length) {
      bits = Arrays.copyOf(bits, Math.max(Math.multiplyExact(words, 16), bits.length * 2));
    }
    System.arraycopy(state, offset, bits, count * words, words);
    count++;
  }

  int count() {
    return count;
  }

  long word(int state, int word) {
    return bits[state * words + word];
  }

  @Override
  public void clear() {
    count = 0;
  }

  /** Whole numbers are always finite. */
  @Override
  public void requireFinite(String phase) {}

  @Override
  public int bytes() {
    return Math.addExact(Integer.BYTES, Math.multiplyExact(count * words, Long.BYTES));
  }

  @Override
  public void write(ByteBuffer out) {
    out.putInt(count);
    for (int word = 0; word < count * words; word++) {
      out.putLong(bits[word]);
    }
  }

  @Override
  public void read(ByteBuffer in) {
    int states = Fields.readCount(in, "states", (long) words * Long.BYTES);
    bits = new long[states * words];
    for (int word = 0; word < bits.length; word++) {
      bits[word] = in.getLong();
    }
    count = states;
  }
}
