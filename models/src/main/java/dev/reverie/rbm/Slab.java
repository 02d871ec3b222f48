package dev.reverie.rbm;

import dev.reverie.encoding.Fields;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import java.nio.ByteBuffer;

/**
 * Up to {@link #STATES} states of a phase as an update needs them: for every visible unit the
 * states in which it is on, and for every state p(h | v). Sums over states of v_i p(h_j | v) are
 * made from it row by row, so that no matrix of them has to be kept. Visible units that data do not
 * give may have means in place of bits: each product with one is rounded to a multiple of 2^-14, so
 * that sums are as exact.
 *
 * <pre>
 *  a state as bytes    visible units, packed, 8 bytes a word
 *                      p(h | v) of full panels, 8 bytes a word of {@link Panels} | of the last panel, 2 bytes a unit
 * </pre>
 */
final class Slab {
  /** States that are worked on together. */
  static final int STATES = 128;

  private static final VectorOps OPS = VectorOps.best();

  /** Behind the states' rows of a panel is one of zeros. */
  private static final int ZEROS = STATES * Panels.ROW_WORDS;

  private static final int PANEL = ZEROS + Panels.ROW_WORDS;

  private static final int[] NOTHING = new int[1];
  private static final float UNIT = 1f / (1 << VectorOps.PROBABILITY_BITS);

  /** Rows of packed panels, one row a state: p(h | v) in units of 2^-14. */
  final long[] probabilities;

  /** Bits of a word of probabilities that are never set. */
  private static final long TOO_LARGE = 0xC000_C000_C000_C000L;

  private final int visibleWords;
  private final long[] columns;
  private final long[] turned;
  private final int[] counts;
  private final int[] all = new int[STATES + 3];
  private final int[] allStarts = new int[2];

  /** The probabilities as floats, and the visible units' means; only where these are not bits. */
  private final float[] rows;

  private final float[] means;
  private final long[] meanSums;
  private final int bits;
  private final int hiddenUnits;
  private int states;

  Slab(Rbm rbm) {
    this(rbm, rbm.visible());
  }

  /**
   * @param bits how many of the first visible units are bits; the others are means
   */
  Slab(Rbm rbm, int bits) {
    this.visibleWords = rbm.visibleWords();
    this.probabilities = new long[Panels.LEAD_IN_WORDS + rbm.hiddenWords() * PANEL];
    this.columns = new long[Panels.padded(rbm.visible()) * (STATES / 64)];
    this.turned = new long[BitColumns.work(visibleWords)];
    this.counts = new int[rbm.visible()];
    this.bits = bits;
    this.hiddenUnits = rbm.hidden();
    int real = rbm.visible() - bits;
    int length = real > 0 ? rbm.hiddenWords() * STATES * Panels.WIDTH : 0;
    this.rows = new float[Panels.LEAD_IN + length];
    this.means = new float[real * STATES];
    this.meanSums = new long[real];
  }

  /**
   * Bytes that a slab takes, with its share of a bundle that four threads use, when a quarter of
   * the units is on.
   */
  static long bytes(Rbm rbm) {
    long units = Panels.padded(rbm.visible());
    return Long.BYTES * ((rbm.hiddenWords() + 4L * 2) * PANEL + units * (STATES / 64))
        + Integer.BYTES * units * (1 + STATES / 4)
        + Long.BYTES * (long) BitColumns.work(rbm.visibleWords());
  }

  /** Place of the probabilities of state n and one panel. */
  static int row(int panel, int n) {
    return Panels.LEAD_IN_WORDS + panel * PANEL + n * Panels.ROW_WORDS;
  }

  /** Takes over the visible units of {@code count} states, packed in {@code words} words each. */
  void setVisible(long[] visible, int offset, int words, int count) {
    BitColumns.transpose(visible, offset, words, count, columns, turned);
    states = count;
    for (int i = 0; i < bits; i++) {
      counts[i] = BitColumns.count(columns, i * columnWords(), columnWords());
    }
    for (int n = 0; n < count; n++) {
      all[n] = n * Panels.ROW_WORDS;
    }
    allStarts[1] = Panels.fillUp(all, 0, count, ZEROS);
  }

  /** Words that hold the states in which a unit is on. */
  int columnWords() {
    return (states + 63) / 64;
  }

  /** One word of the states in which a visible unit is on, if it is a bit. */
  long column(int unit, int word) {
    return unit < bits ? columns[unit * columnWords() + word] : 0;
  }

  /**
   * Takes over the means of the visible units that are not bits, and of all hidden units, of {@code
   * count} states.
   *
   * @param visible in units of 2^-23, {@link #STATES} rows of 64 a panel, from that panel on which
   *     holds the first unit
   * @param hidden likewise
   */
  void setMeans(int[] visible, int[] hidden, int count) {
    for (int panel = 0; panel * Panels.WIDTH < hiddenUnits; panel++) {
      int from = panel * STATES * Panels.WIDTH;
      OPS.probabilities(hidden, from, count, probabilities, row(panel, 0));
      for (int k = from; meanSums.length > 0 && k < from + count * Panels.WIDTH; k++) {
        rows[Panels.LEAD_IN + k] = probability(hidden[k]);
      }
    }
    int skipped = bits % Panels.WIDTH;
    for (int unit = 0; unit < meanSums.length; unit++) {
      int column = skipped + unit;
      int at = column / Panels.WIDTH * STATES * Panels.WIDTH + column % Panels.WIDTH;
      long sum = 0;
      for (int n = 0; n < count; n++) {
        int mean = probability(visible[at + n * Panels.WIDTH]);
        means[unit * STATES + n] = mean * UNIT;
        sum += mean;
      }
      meanSums[unit] = sum;
    }
  }

  private static int probability(int threshold) {
    return Math.min((threshold + 256) >>> 9, VectorOps.MOST_PROBABILITY);
  }

  /** In how many states visible unit i is on, or the sum of its means. */
  double visibleSum(int i) {
    return i < bits ? counts[i] : meanSums[i - bits] * (double) UNIT;
  }

  /**
   * Adds, to a row for each of 64 visible units from {@code offset} on, the sums over states of p(h
   * | v) of one panel times the unit's mean, or takes them off; units that are bits are left out.
   *
   * @param first of the units, a multiple of 64
   */
  void sumMeans(int panel, int first, Into into, int[] sums, int offset) {
    int units = Math.min(Panels.WIDTH, counts.length - first);
    int on = Math.max(0, Math.min(units, bits - first));
    if (on < units) {
      int at = (first + on - bits) * STATES;
      int row = Panels.LEAD_IN + panel * STATES * Panels.WIDTH;
      int to = offset + on * Panels.WIDTH;
      OPS.sumRounded(rows, row, states, means, at, STATES, units - on, into, sums, to);
    }
  }

  /** Sums p(h | v) of one panel over all states. */
  void sumHidden(int panel, int[] sums) {
    OPS.sumRows(probabilities, row(panel, 0), all, allStarts, 1, NOTHING, NOTHING, sums, 0);
  }

  /** Whether no visible units have means. */
  boolean isOfBits() {
    return bits == counts.length;
  }

  /** How many states there are. */
  int states() {
    return states;
  }

  /** Bytes of one state. */
  static int stateBytes(Rbm rbm) {
    return Long.BYTES * rbm.visibleWords() + Short.BYTES * rbm.hidden();
  }

  /** Writes all states. */
  void write(ByteBuffer out) {
    long[] visible = new long[columnWords() * 64 * visibleWords];
    long[] work = new long[BitColumns.work(columnWords())];
    BitColumns.transpose(columns, 0, columnWords(), 64 * visibleWords, visible, work);
    for (int n = 0; n < states; n++) {
      for (int word = 0; word < visibleWords; word++) {
        out.putLong(visible[n * visibleWords + word]);
      }
      writeProbabilities(n, out);
    }
  }

  private void writeProbabilities(int n, ByteBuffer out) {
    for (int panel = 0; panel < hiddenUnits / Panels.WIDTH; panel++) {
      int row = row(panel, n);
      for (int word = 0; word < Panels.ROW_WORDS; word++) {
        out.putLong(probabilities[row + word]);
      }
    }
    int last = row(hiddenUnits / Panels.WIDTH, n);
    for (int column = 0; column < hiddenUnits % Panels.WIDTH; column++) {
      out.putShort((short) Panels.bits(probabilities, last, column));
    }
  }

  /** Takes over {@code count} states, whose bytes are there. */
  void read(ByteBuffer in, int count) {
    long[] visible = new long[count * visibleWords];
    long padding = counts.length % 64 == 0 ? 0 : -1L << counts.length;
    for (int n = 0; n < count; n++) {
      for (int word = 0; word < visibleWords; word++) {
        visible[n * visibleWords + word] = in.getLong();
      }
      long last = visible[(n + 1) * visibleWords - 1];
      if ((last & padding) != 0) {
        throw Fields.malformed("last units", Long.toHexString(last), "those of " + counts.length);
      }
      readProbabilities(n, in);
    }
    setVisible(visible, 0, visibleWords, count);
  }

  private void readProbabilities(int n, ByteBuffer in) {
    for (int panel = 0; panel < hiddenUnits / Panels.WIDTH; panel++) {
      int row = row(panel, n);
      for (int word = 0; word < Panels.ROW_WORDS; word++) {
        probabilities[row + word] = requireProbabilities(in.getLong());
      }
    }
    int last = row(hiddenUnits / Panels.WIDTH, n);
    for (int column = 0; column < hiddenUnits % Panels.WIDTH; column++) {
      int bits = (int) requireProbabilities(in.getShort());
      Panels.setBits(probabilities, last, column, bits);
    }
  }

  private static long requireProbabilities(long bits) {
    if ((bits & TOO_LARGE) != 0) {
      String most = Integer.toHexString(VectorOps.MOST_PROBABILITY);
      throw Fields.malformed("probabilities", Long.toHexString(bits), "at most " + most);
    }
    return bits;
  }
}
