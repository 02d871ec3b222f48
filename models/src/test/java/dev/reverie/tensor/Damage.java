package dev.reverie.tensor;

import dev.reverie.input.InputException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Damages bytes in every simple way: cut at each place, each byte replaced by each of some others.
 */
public final class Damage {
  private static final int[] MASKS = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF};

  private Damage() {}

  /** Hands over every beginning of the bytes. */
  public static void cut(byte[] bytes, Consumer<byte[]> reader) {
    for (int length = 0; length < bytes.length; length++) {
      reader.accept(Arrays.copyOf(bytes, length));
    }
  }

  /** Hands over the bytes with each one changed in nine ways. */
  public static void flip(byte[] bytes, Consumer<byte[]> reader) {
    for (int i = 0; i < bytes.length; i++) {
      for (int mask : MASKS) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= (byte) mask;
        reader.accept(flipped);
      }
    }
  }

  /** Whether the reader refuses with a message of one line; another exception passes on. */
  public static boolean isRefused(Runnable reader) {
    try {
      reader.run();
      return false;
    } catch (InputException e) {
      if (e.getMessage().isBlank() || e.getMessage().lines().count() != 1) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
      return true;
    }
  }
}
