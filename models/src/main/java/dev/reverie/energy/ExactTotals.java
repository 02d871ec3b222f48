package dev.reverie.energy;

import dev.reverie.encoding.Fields;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * An array of sums that are the same to the bit in whatever order their numbers come: each number
 * is rounded to a whole multiple of 2^-64, and the multiples are added as integers of 128 bits.
 *
 * <pre>
 *  high[k] (signed) | low[k] (unsigned)      sum k in units of 2^-64
 *  as bytes                                  low 0, high 0, low 1, ... of 8 bytes each
 * </pre>
 */
public final class ExactTotals {
  /** Numbers lie below this in magnitude. */
  public static final double LIMIT = 0x1p42;

  private static final double RESOLUTION = 0x1p-64;
  private static final int FRACTION_BITS = 64;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;

  private final long[] high;
  private final long[] low;

  public ExactTotals(int length) {
    this.high = new long[length];
    this.low = new long[length];
  }

  /** Bytes that so many sums take. */
  public static long bytes(long length) {
    return 2L * Long.BYTES * length;
  }

  public int length() {
    return high.length;
  }

  /** Sums {@code from} to {@code to - 1} back to nothing. */
  public void clear(int from, int to) {
    Arrays.fill(high, from, to, 0);
    Arrays.fill(low, from, to, 0);
  }

  /**
   * Adds a number that is below {@link #LIMIT} in magnitude, which is not checked, to a sum.
   *
   * @return whether the sum stays below 2^63 in magnitude; else it is not to be used
   */
  public boolean add(int place, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    long fraction = bits & (1L << MANTISSA_BITS) - 1;
    long mantissa = exponent == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
    int shift = Math.max(exponent, 1) - EXPONENT_BIAS - MANTISSA_BITS + FRACTION_BITS;
    long upper = shift > 0 ? mantissa >>> Long.SIZE - shift : 0;
    long lower = shift >= 0 ? mantissa << shift : rounded(mantissa, -shift);
    if (bits < 0) {
      lower = -lower;
      upper = -upper - (lower == 0 ? 0 : 1);
    }
    return accumulate(place, upper, lower);
  }

  /** Adds a sum of others to the one at the same place; tells what {@link #add} does. */
  public boolean add(int place, ExactTotals other) {
    return accumulate(place, other.high[place], other.low[place]);
  }

  /** A sum, within two roundings. */
  public double value(int place) {
    boolean negative = high[place] < 0;
    long lower = negative ? -low[place] : low[place];
    long upper = negative ? -high[place] - (lower == 0 ? 0 : 1) : high[place];
    double magnitude = upper + unsigned(lower) * RESOLUTION;
    return negative ? -magnitude : magnitude;
  }

  /** Writes all sums: {@link #bytes} of them. */
  public void write(ByteBuffer out) {
    for (int place = 0; place < high.length; place++) {
      out.putLong(low[place]).putLong(high[place]);
    }
  }

  /**
   * Takes over what {@link #write} wrote.
   *
   * @param names of sums, for messages
   * @throws IllegalArgumentException when bytes are missing or a sum is out of range
   */
  public void read(ByteBuffer in, IntFunction<String> names) {
    Fields.requireLeft(in, "sums", bytes(high.length));
    for (int place = 0; place < high.length; place++) {
      low[place] = in.getLong();
      long upper = in.getLong();
      if (upper == Long.MIN_VALUE) {
        throw Fields.malformed(
            names.apply(place), upper, "from " + -Long.MAX_VALUE + " to " + Long.MAX_VALUE);
      }
      high[place] = upper;
    }
  }

  private boolean accumulate(int place, long upper, long lower) {
    long sum = low[place] + lower;
    int carry = Long.compareUnsigned(sum, lower) < 0 ? 1 : 0;
    long total = high[place] + upper + carry;
    boolean overflow = ((high[place] ^ total) & (upper ^ total)) < 0;
    low[place] = sum;
    high[place] = total;
    return !overflow && total != Long.MIN_VALUE;
  }

  /** A mantissa divided by 2^shift, halves away from zero. */
  private static long rounded(long mantissa, int shift) {
    return shift > MANTISSA_BITS + 1 ? 0 : mantissa + (1L << shift - 1) >>> shift;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
