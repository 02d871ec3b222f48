package dev.reverie.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.reverie.encoding.Fields;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Bytes that are not as they were written, in every way that one bit or one end can be wrong. */
final class Damage {
  /** What a reader may allocate beside what the bytes become: errors, classes that are loaded. */
  private static final long FIXED = 1 << 20;

  private static final long PER_BYTE = 64;

  private Damage() {}

  /** Reads bytes, which throws what it refuses them with. */
  @FunctionalInterface
  interface Reading {
    void of(byte[] bytes) throws Exception;
  }

  /** All bytes that are damaged must be refused. */
  static void assertAllRefused(byte[] bytes, Reading reading) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertOneLine(assertThrows(IllegalArgumentException.class, () -> reading.of(cut)));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertOneLine(assertThrows(IllegalArgumentException.class, () -> reading.of(longer)));
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = flipped(bytes, bit);
      assertOneLine(assertThrows(IllegalArgumentException.class, () -> reading.of(flipped)));
    }
  }

  /** Bytes that end early are refused, those with a wrong bit too or are read as something else. */
  static void assertReadOrRefused(
      byte[] bytes, Class<? extends Exception> refusal, Reading reading) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertOneLine(assertThrows(refusal, () -> reading.of(cut)));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertOneLine(assertThrows(refusal, () -> reading.of(longer)));
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      readOrRefuse(flipped(bytes, bit), refusal, reading);
    }
    for (int place = 0; place + Integer.BYTES <= bytes.length; place++) {
      for (int number : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 1 << 28}) {
        byte[] wild = bytes.clone();
        Fields.over(wild).putInt(place, number);
        readOrRefuse(wild, refusal, reading);
      }
    }
  }

  /** What the first time loads is not counted. */
  private static void readOrRefuse(
      byte[] bytes, Class<? extends Exception> refusal, Reading reading) {
    long most = FIXED + PER_BYTE * bytes.length;
    if (allocatedBy(bytes, refusal, reading) > most) {
      long made = allocatedBy(bytes, refusal, reading);
      assertTrue(made <= most, () -> made + " bytes were allocated");
    }
  }

  private static long allocatedBy(
      byte[] bytes, Class<? extends Exception> refusal, Reading reading) {
    long before = allocated();
    try {
      reading.of(bytes);
    } catch (Exception e) {
      assertTrue(refusal.isInstance(e), () -> e + " must be a " + refusal.getSimpleName());
      assertOneLine(e);
    }
    return allocated() - before;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return flipped;
  }

  /** The content of sealed bytes, to be damaged. */
  static byte[] opened(byte[] bytes, byte kind) {
    byte[] content = new byte[Sealed.open(bytes, kind).remaining()];
    Sealed.open(bytes, kind).get(content);
    return content;
  }

  /** Content under a checksum that fits. */
  static byte[] sealed(byte kind, byte[] content) {
    return Sealed.seal(kind, content.length, out -> out.put(content));
  }

  private static void assertOneLine(Exception refusal) {
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
