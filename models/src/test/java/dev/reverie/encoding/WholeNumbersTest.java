package dev.reverie.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WholeNumbersTest {
  @Test
  void shouldTakeTheFewestBytesThatHoldEachNumber() {
    for (int width = 1; width <= Long.BYTES; width++) {
      long most = Long.MAX_VALUE >> Long.SIZE - Byte.SIZE * width;
      assertEquals(width, WholeNumbers.width(most));
      assertEquals(width, WholeNumbers.width(-most - 1));
      assertEquals(width, WholeNumbers.width(new long[] {0, most, 1}));
      assertEquals(width, WholeNumbers.width(new long[] {-most - 1, 3}));
      if (width < Long.BYTES) {
        assertEquals(width + 1, WholeNumbers.width(most + 1));
        assertEquals(width + 1, WholeNumbers.width(-most - 2));
        assertEquals(width + 1, WholeNumbers.width(new long[] {most, most + 1}));
        assertEquals(width + 1, WholeNumbers.width(new long[] {-most - 2, most}));
      }
    }
    assertEquals(0, WholeNumbers.width(0));
    assertEquals(0, WholeNumbers.width(new long[3]));
    assertEquals(0, WholeNumbers.width(new long[0]));
    assertEquals(1, WholeNumbers.width(new int[] {999, -1, 0}, 1));
    assertEquals(2, WholeNumbers.width(new double[] {0, 128, -0.0}));
  }

  @Test
  void shouldReadWhatItWrites() {
    Random random = new Random(1);
    for (int trial = 0; trial < 2000; trial++) {
      int shift = random.nextInt(64);
      long[] numbers = random.longs(random.nextInt(20)).map(number -> number >> shift).toArray();
      int width = WholeNumbers.width(numbers);
      ByteBuffer bytes = Fields.allocate(numbers.length * width);
      WholeNumbers.write(numbers, 0, numbers.length, width, bytes);
      long[] read = new long[numbers.length];
      WholeNumbers.read(bytes.flip(), width, read, 0, read.length);
      assertArrayEquals(numbers, read);
      if (width <= Integer.BYTES) {
        assertIntsAreRead(Arrays.stream(numbers).mapToInt(number -> (int) number).toArray(), bytes);
      }
      if (shift > 11) {
        assertDoublesAreRead(Arrays.stream(numbers).asDoubleStream().toArray(), bytes);
      }
    }
  }

  private static void assertIntsAreRead(int[] numbers, ByteBuffer written) {
    int width = WholeNumbers.width(numbers, 0);
    ByteBuffer bytes = Fields.allocate(numbers.length * width);
    WholeNumbers.write(numbers, 0, numbers.length, width, bytes);
    assertArrayEquals(written.array(), bytes.array());
    int[] read = new int[numbers.length];
    WholeNumbers.read(bytes.flip(), width, read, 0, read.length);
    assertArrayEquals(numbers, read);
  }

  private static void assertDoublesAreRead(double[] numbers, ByteBuffer written) {
    int width = WholeNumbers.width(numbers);
    ByteBuffer bytes = Fields.allocate(numbers.length * width);
    WholeNumbers.write(numbers, 0, numbers.length, width, bytes);
    assertArrayEquals(written.array(), bytes.array());
    double[] read = new double[numbers.length];
    WholeNumbers.read(bytes.flip(), width, read, 0, read.length);
    assertArrayEquals(numbers, read);
  }

  @Test
  void shouldWriteTheBytesOnRecordAndNoOthers() {
    ByteBuffer bytes = Fields.allocate(16);
    Arrays.fill(bytes.array(), (byte) 0xEE);
    WholeNumbers.write(new int[] {9, 1, -2, 300, -70000}, 1, 4, 3, bytes.position(2));
    assertEquals("eeee010000feffff2c010090eefeeeee", HexFormat.of().formatHex(bytes.array()));
  }

  @Test
  void shouldRefuseWidthsThatDoNotFitAndNumbersThatAreMissing() {
    ByteBuffer bytes = Fields.allocate(100);
    assertRefused(
        "width=5, must be from 0 to 4", () -> WholeNumbers.read(bytes, 5, new int[1], 0, 1));
    assertRefused(
        "width=8, must be from 0 to 7", () -> WholeNumbers.read(bytes, 8, new double[1], 0, 1));
    assertRefused(
        "width=-1, must be from 0 to 8", () -> WholeNumbers.read(bytes, -1, new long[1], 0, 1));
    assertRefused(
        "13 numbers takes 104 bytes, only 100 are left",
        () -> WholeNumbers.read(bytes, 8, new long[13], 0, 13));
  }

  private static void assertRefused(String why, Runnable reading) {
    assertEquals(why, assertThrows(IllegalArgumentException.class, reading::run).getMessage());
  }
}
