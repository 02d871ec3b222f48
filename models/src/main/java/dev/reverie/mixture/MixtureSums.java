package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.encoding.Fields;
import dev.reverie.encoding.WholeNumbers;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The E-step: sums of responsibilities and of what they weight, over rows. Responsibilities count
 * in units of 2^-31, and what is less than half of one is nothing, so that sums are exact in any
 * order. A worker's sums hold its working memory too.
 *
 * <pre>
 *  as bytes   byte 0 | responsibilities | what they weight        byte 1 | what was refused
 * </pre>
 *
 * with whole numbers in as many bytes as a byte before them tells.
 */
abstract sealed class MixtureSums implements Sums permits BernoulliSums, GaussianSums {
  final Responsibilities responsibilities;
  private final long[] rows;
  private String refused;

  MixtureSums(int components) {
    this.responsibilities = new Responsibilities(components);
    this.rows = new long[components];
  }

  /** Adds rows {@code from} to {@code to - 1}, as presented in the given pass. */
  abstract void addRows(Parameters parameters, StateRows data, long pass, int from, int to);

  /** Adds what belongs to components {@code from} to {@code to - 1}. */
  void addComponents(MixtureSums other, int from, int to) {
    for (int k = from; k < to; k++) {
      rows[k] += other.rows[k];
    }
  }

  /** Back to nothing, of components {@code from} to {@code to - 1}. */
  void clearComponents(int from, int to) {
    Arrays.fill(rows, from, to, 0);
  }

  /** The rows of a component, each counted by its responsibility. */
  final double rows(int component) {
    return rows[component] * Responsibilities.UNIT;
  }

  /** Adds the responsibilities found for a row; tells whether they are numbers. */
  final boolean addFound(int row) {
    if (!responsibilities.finite()) {
      refuse("log-density of row " + row + "=" + responsibilities.largest() + ", must be finite");
      return false;
    }
    for (int found = 0; found < responsibilities.count(); found++) {
      rows[responsibilities.component(found)] += responsibilities.share(found);
    }
    return true;
  }

  final void refuse(String what) {
    if (refused == null) {
      refused = what;
    }
  }

  @Override
  public final int bytes() {
    int sums = Math.addExact(numberBytes(rows), weightedBytes());
    return Math.addExact(Byte.BYTES, refused == null ? sums : Fields.textBytes(refused));
  }

  /** Bytes of what responsibilities weight. */
  abstract int weightedBytes();

  @Override
  public final void write(ByteBuffer out) {
    Fields.writeFlag(out, refused != null);
    if (refused != null) {
      Fields.writeText(out, refused);
      return;
    }
    writeNumbers(rows, out);
    writeWeighted(out);
  }

  abstract void writeWeighted(ByteBuffer out);

  @Override
  public final void read(ByteBuffer in) {
    clear();
    if (Fields.readFlag(in, "refused")) {
      refused = Fields.readText(in, "refused");
      return;
    }
    readNumbers(in, "responsibilities", rows);
    readWeighted(in);
  }

  abstract void readWeighted(ByteBuffer in);

  static int numberBytes(long[] numbers) {
    int width = WholeNumbers.width(numbers);
    return Math.addExact(Byte.BYTES, Math.multiplyExact(width, numbers.length));
  }

  static void writeNumbers(long[] numbers, ByteBuffer out) {
    int width = WholeNumbers.width(numbers);
    out.put((byte) width);
    WholeNumbers.write(numbers, 0, numbers.length, width, out);
  }

  /** Reads sums, which are not negative. */
  static void readNumbers(ByteBuffer in, String name, long[] numbers) {
    int width = Fields.readByte(in, name + " width", 0, Long.BYTES);
    Fields.requireLeft(in, name, (long) width * numbers.length);
    WholeNumbers.read(in, width, numbers, 0, numbers.length);
    for (long number : numbers) {
      if (number < 0) {
        throw Fields.malformed(name, number, "at least 0");
      }
    }
  }

  @Override
  public void clear() {
    clearComponents(0, rows.length);
    refused = null;
  }

  @Override
  public void requireFinite(String phase) {
    if (refused != null) {
      throw new DivergedException(refused, phase);
    }
  }
}
