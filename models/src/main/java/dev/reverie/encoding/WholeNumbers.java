package dev.reverie.encoding;

import java.nio.ByteBuffer;

/**
 * Whole numbers of a known count, each in the fewest bytes that hold the largest of them: the lower
 * bytes of its two's complement, lowest first. Of numbers that are all 0 nothing is left.
 *
 * <pre>
 *  | number 0, width bytes | number 1 | ...
 * </pre>
 */
public final class WholeNumbers {
  /** Whole numbers in a double may need so many bytes; there is none in 8 that a double holds. */
  public static final int WIDEST_IN_DOUBLES = 7;

  private static final int WORD = Long.BYTES;

  private WholeNumbers() {}

  /** Bytes that hold a number. */
  public static int width(long number) {
    return number == 0 ? 0 : widthOfMagnitude(magnitude(number));
  }

  /** Bytes that hold each of the numbers. */
  public static int width(long[] numbers) {
    long bits = 0;
    for (long number : numbers) {
      bits |= spread(number);
    }
    return widthOf(bits);
  }

  /** Bytes that hold each of the numbers from a place on. */
  public static int width(int[] numbers, int from) {
    long bits = 0;
    for (int k = from; k < numbers.length; k++) {
      bits |= spread(numbers[k]);
    }
    return widthOf(bits);
  }

  /** Bytes that hold each of the numbers, which are whole. */
  public static int width(double[] numbers) {
    long bits = 0;
    for (double number : numbers) {
      bits |= spread((long) number);
    }
    return widthOf(bits);
  }

  /** Twice the magnitude, of which a negative number's is one less: what decides its width. */
  private static long spread(long number) {
    return magnitude(number) << 1 | (number == 0 ? 0 : 1);
  }

  private static long magnitude(long number) {
    return number ^ number >> Long.SIZE - 1;
  }

  private static int widthOf(long spread) {
    return spread == 0 ? 0 : widthOfMagnitude(spread >>> 1);
  }

  private static int widthOfMagnitude(long magnitude) {
    return (Long.SIZE - Long.numberOfLeadingZeros(magnitude)) / Byte.SIZE + 1;
  }

  /** Writes {@code count} numbers from a place on. */
  public static void write(long[] numbers, int from, int count, int width, ByteBuffer out) {
    int end = end(out, count, width);
    for (int k = from; k < from + count; k++) {
      put(numbers[k], width, end, out);
    }
  }

  /** Writes {@code count} numbers from a place on. */
  public static void write(int[] numbers, int from, int count, int width, ByteBuffer out) {
    int end = end(out, count, width);
    for (int k = from; k < from + count; k++) {
      put(numbers[k], width, end, out);
    }
  }

  /** Writes {@code count} numbers from a place on, which are whole. */
  public static void write(double[] numbers, int from, int count, int width, ByteBuffer out) {
    int end = end(out, count, width);
    for (int k = from; k < from + count; k++) {
      put((long) numbers[k], width, end, out);
    }
  }

  private static int end(ByteBuffer buffer, int count, int width) {
    return buffer.position() + Math.multiplyExact(count, width);
  }

  /** A whole word at a time, of which the next number overwrites the rest. */
  private static void put(long number, int width, int end, ByteBuffer out) {
    int at = out.position();
    if (at + WORD <= end) {
      out.putLong(at, number);
    } else {
      for (int k = 0; k < width; k++) {
        out.put(at + k, (byte) (number >>> Byte.SIZE * k));
      }
    }
    out.position(at + width);
  }

  /** Reads {@code count} numbers to a place and on. */
  public static void read(ByteBuffer in, int width, long[] numbers, int from, int count) {
    int end = requireLeft(in, width, count, WORD);
    for (int k = from; k < from + count; k++) {
      numbers[k] = next(in, width, end);
    }
  }

  /** Reads {@code count} numbers to a place and on. */
  public static void read(ByteBuffer in, int width, int[] numbers, int from, int count) {
    int end = requireLeft(in, width, count, Integer.BYTES);
    for (int k = from; k < from + count; k++) {
      numbers[k] = (int) next(in, width, end);
    }
  }

  /** Reads {@code count} numbers to a place and on. */
  public static void read(ByteBuffer in, int width, double[] numbers, int from, int count) {
    int end = requireLeft(in, width, count, WIDEST_IN_DOUBLES);
    for (int k = from; k < from + count; k++) {
      numbers[k] = next(in, width, end);
    }
  }

  private static int requireLeft(ByteBuffer in, int width, int count, int widest) {
    if (width < 0 || width > widest) {
      throw Fields.malformed("width", width, "from 0 to " + widest);
    }
    Fields.requireLeft(in, count + " numbers", (long) count * width);
    return end(in, count, width);
  }

  private static long next(ByteBuffer in, int width, int end) {
    int at = in.position();
    in.position(at + width);
    if (width == 0) {
      return 0;
    }
    int shift = Long.SIZE - Byte.SIZE * width;
    if (at + WORD <= end) {
      return in.getLong(at) << shift >> shift;
    }
    long number = in.get(at + width - 1);
    for (int k = width - 2; k >= 0; k--) {
      number = number << Byte.SIZE | in.get(at + k) & 0xFF;
    }
    return number;
  }
}
