package dev.reverie.boltzmann;

import dev.reverie.encoding.Fields;
import dev.reverie.encoding.WholeNumbers;
import java.nio.ByteBuffer;

/**
 * Whole numbers of a known count in the fewest bytes, without the zero bits in which all of them
 * end: where no means are summed these are most.
 */
final class ShiftedNumbers {
  private ShiftedNumbers() {}

  private static int shift(long[] numbers) {
    long all = 0;
    for (long number : numbers) {
      all |= number;
    }
    return all == 0 ? 0 : Long.numberOfTrailingZeros(all);
  }

  private static long[] shifted(long[] numbers, int shift) {
    long[] shifted = new long[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      shifted[k] = numbers[k] >> shift;
    }
    return shifted;
  }

  static int bytes(long[] numbers) {
    int width = WholeNumbers.width(shifted(numbers, shift(numbers)));
    return Math.addExact(2 * Byte.BYTES, Math.multiplyExact(width, numbers.length));
  }

  static void write(long[] numbers, ByteBuffer out) {
    int shift = shift(numbers);
    long[] shifted = shifted(numbers, shift);
    int width = WholeNumbers.width(shifted);
    out.put((byte) shift).put((byte) width);
    WholeNumbers.write(shifted, 0, shifted.length, width, out);
  }

  /**
   * Reads as many numbers as there are.
   *
   * @throws IllegalArgumentException when bytes are missing
   */
  static void read(ByteBuffer in, String name, long[] numbers) {
    int shift = Fields.readByte(in, name + " shift", 0, Long.SIZE - 1);
    int width = Fields.readByte(in, name + " width", 0, Long.BYTES);
    Fields.requireLeft(in, name, (long) width * numbers.length);
    WholeNumbers.read(in, width, numbers, 0, numbers.length);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] <<= shift;
    }
  }
}
