package dev.reverie.energy;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.DivergedException;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Named sums of numbers that are the same to the bit in whatever order the numbers come ({@link
 * ExactTotals}).
 *
 * <pre>
 *  as bytes    int names | byte 0 | the totals
 *              int names | byte 1 | what was refused
 * </pre>
 *
 * A number that is not finite or not below 2^42 in magnitude, or a sum that reaches 2^63, is
 * refused: the sums remember it, and {@link #requireFinite} throws.
 */
public final class ExactSums implements Sums {
  /** Numbers lie below this in magnitude. */
  public static final double LIMIT = ExactTotals.LIMIT;

  private final List<String> names;
  private final ExactTotals totals;
  private String refused;

  public ExactSums(List<String> names) {
    this.names = List.copyOf(names);
    this.totals = new ExactTotals(names.size());
  }

  /** Bytes that sums of these names take. */
  public static long bytes(List<String> names) {
    return ExactTotals.bytes(names.size());
  }

  public List<String> names() {
    return names;
  }

  @Override
  public void clear() {
    totals.clear(0, totals.length());
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
    int sums = Math.multiplyExact(2 * Long.BYTES, totals.length());
    int content = refused == null ? sums : Fields.textBytes(refused);
    return Math.addExact(Integer.BYTES + Byte.BYTES, content);
  }

  @Override
  public void write(ByteBuffer out) {
    out.putInt(totals.length());
    Fields.writeFlag(out, refused != null);
    if (refused != null) {
      Fields.writeText(out, refused);
      return;
    }
    totals.write(out);
  }

  @Override
  public void read(ByteBuffer in) {
    clear();
    Fields.readInt(in, "names", totals.length(), totals.length());
    if (Fields.readFlag(in, "refused")) {
      refused = Fields.readText(in, "refused");
      return;
    }
    totals.read(in, names::get);
  }

  /** Adds a number to the sum at a place in {@link #names()}. */
  public void add(int place, double value) {
    if (!(Math.abs(value) < LIMIT)) {
      refuse(names.get(place) + "=" + value);
      return;
    }
    if (!totals.add(place, value)) {
      refuseSum(place, value < 0);
    }
  }

  /** Adds all sums of another that has the same names. */
  public void add(ExactSums other) {
    if (!other.names.equals(names)) {
      throw new IllegalArgumentException("other.names=" + other.names + ", must be " + names);
    }
    if (other.refused != null) {
      refuse(other.refused);
    }
    for (int place = 0; place < totals.length(); place++) {
      if (!totals.add(place, other.totals)) {
        refuseSum(place, other.totals.value(place) < 0);
      }
    }
  }

  /** The sum at a place divided by a count, within two roundings. */
  public double mean(int place, long count) {
    return totals.value(place) / count;
  }

  private void refuseSum(int place, boolean negative) {
    refuse("sum of " + names.get(place) + "=" + (negative ? "-" : "+") + "2^63");
  }

  private void refuse(String what) {
    if (refused == null) {
      refused = what;
    }
  }
}
