package dev.reverie.energy;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.DivergedException;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Named sums of numbers that are the same to the bit in whatever order the numbers come: each
 * number is rounded to a whole multiple of 2^-64, and the multiples are added as integers of 128
 * bits.
 *
 * <pre>
 *  high[k] (signed) | low[k] (unsigned)      sum of name k in units of 2^-64
 *
 *  as bytes    int names | byte 0 | low 0, high 0, low 1, ... of 8 bytes each
 *              int names | byte 1 | what was refused
 * </pre>
 *
 * A number that is not finite or not below 2^42 in magnitude, or a sum that reaches 2^63, is
 * refused: the sums remember it, and {@link #requireFinite} throws.
 */
public final class ExactSums implements Sums {
  /** Numbers lie below this in magnitude. */
  public static final double LIMIT = 0x1p42;

  private static final double RESOLUTION = 0x1p-64;
  private static final int FRACTION_BITS = 64;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;

  private final List<String> names;
  private final long[] high;
  private final long[] low;
  private String refused;

  public ExactSums(List<String> names) {
    this.names = List.copyOf(names);
    this.high = new long[names.size()];
    this.low = new long[names.size()];
  }

  /** Bytes that sums of these names take. */
  public static long bytes(List<String> names) {
    return 2L * Long.BYTES * names.size();
  }

  public List<String> names() {
    return names;
  }

  @Override
  public void clear() {
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    refused = null;
  }

  @Override
  public void requireFinite(String phase) {
    if (refused != null) {
      throw new DivergedException(refused, phase);
    }
  }

  @Override
  public int bytes() {
    int sums = Math.multiplyExact(2 * Long.BYTES, high.length);
    int content = refused == null ? sums : Fields.textBytes(refused);
    return Math.addExact(Integer.BYTES + Byte.BYTES, content);
  }

  @Override
  public void write(ByteBuffer out) {
    out.putInt(high.length);
    Fields.writeFlag(out, refused != null);
    if (refused != null) {
      Fields.writeText(out, refused);
      return;
    }
    for (int place = 0; place < high.length; place++) {
      out.putLong(low[place]).putLong(high[place]);
    }
  }

  @Override
  public void read(ByteBuffer in) {
    clear();
    Fields.readInt(in, "names", high.length, high.length);
    if (Fields.readFlag(in, "refused")) {
      refused = Fields.readText(in, "refused");
      return;
    }
    Fields.requireLeft(in, "sums", 2L * Long.BYTES * high.length);
    for (int place = 0; place < high.length; place++) {
      low[place] = in.getLong();
      high[place] = Fields.readLong(in, names.get(place), -Long.MAX_VALUE, Long.MAX_VALUE);
    }
  }

  /** Adds a number to the sum at a place in {@link #names()}. */
  public void add(int place, double value) {
    if (!(Math.abs(value) < LIMIT)) {
      refuse(names.get(place) + "=" + value);
      return;
    }
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
    accumulate(place, upper, lower);
  }

  /** Adds all sums of another that has the same names. */
  public void add(ExactSums other) {
    if (!other.names.equals(names)) {
      throw new IllegalArgumentException("other.names=" + other.names + ", must be " + names);
    }
    if (other.refused != null) {
      refuse(other.refused);
    }
    for (int place = 0; place < high.length; place++) {
      accumulate(place, other.high[place], other.low[place]);
    }
  }

  /** The sum at a place divided by a count, within two roundings. */
  public double mean(int place, long count) {
    boolean negative = high[place] < 0;
    long lower = negative ? -low[place] : low[place];
    long upper = negative ? -high[place] - (lower == 0 ? 0 : 1) : high[place];
    double magnitude = upper + unsigned(lower) * RESOLUTION;
    return (negative ? -magnitude : magnitude) / count;
  }

  private void accumulate(int place, long upper, long lower) {
    long sum = low[place] + lower;
    int carry = Long.compareUnsigned(sum, lower) < 0 ? 1 : 0;
    long total = high[place] + upper + carry;
    boolean overflow = ((high[place] ^ total) & (upper ^ total)) < 0;
    if (overflow || total == Long.MIN_VALUE) {
      refuse("sum of " + names.get(place) + "=" + (upper < 0 ? "-" : "+") + "2^63");
    }
    low[place] = sum;
    high[place] = total;
  }

  private void refuse(String what) {
    if (refused == null) {
      refused = what;
    }
  }

  /** A mantissa divided by 2^shift, halves away from zero. */
  private static long rounded(long mantissa, int shift) {
    return shift > MANTISSA_BITS + 1 ? 0 : mantissa + (1L << shift - 1) >>> shift;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
