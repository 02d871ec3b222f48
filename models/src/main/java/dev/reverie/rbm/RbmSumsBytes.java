package dev.reverie.rbm;

import dev.reverie.encoding.Fields;
import dev.reverie.encoding.WholeNumbers;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import java.nio.ByteBuffer;

/**
 * {@link RbmSums} as bytes. States that are kept one by one travel as they are, unless there are so
 * many that matrices of their sums take less than half, or have means: the sums then are made where
 * the states are.
 *
 * <pre>
 *  byte NOTHING
 *  byte STATES   | int count | states as {@link Slab} writes them
 *  byte MATRICES | visible | hidden | squares of real units | weights
 *                  each a byte for its width and {@link WholeNumbers}; weights panel by panel, without padding
 *  byte REFUSED  | why
 * </pre>
 */
final class RbmSumsBytes {
  private static final int NOTHING = 0;
  private static final int STATES = 1;
  private static final int MATRICES = 2;
  private static final int REFUSED = 3;
  private static final int WIDTH = Panels.WIDTH;

  /** What a sum of means is a multiple of. */
  private static final double MEAN = 1.0 / (1 << VectorOps.PROBABILITY_BITS);

  private RbmSumsBytes() {}

  static int count(RbmSums sums) {
    return switch (form(sums)) {
      case NOTHING -> Byte.BYTES;
      case STATES -> Math.toIntExact(statesBytes(sums.rbm(), states(sums)));
      case MATRICES -> Math.toIntExact(matricesBytes(sums.inMatrices()));
      default -> Byte.BYTES + Fields.textBytes(sums.refused());
    };
  }

  private static int form(RbmSums sums) {
    if (sums.refused() != null) {
      return REFUSED;
    }
    if (sums.isEmpty()) {
      return NOTHING;
    }
    boolean asStates =
        !sums.hasMeans() && sums.matrices().isEmpty() && !areMany(sums.rbm(), states(sums));
    return asStates ? STATES : MATRICES;
  }

  private static long states(RbmSums sums) {
    return sums.slabs().stream().mapToLong(Slab::states).sum();
  }

  private static boolean areMany(Rbm rbm, long states) {
    int width = WholeNumbers.width(states * VectorOps.MOST_PROBABILITY);
    long numbers = (rbm.visible() + 1L) * (rbm.hidden() + 1L);
    return 2 * width * numbers < statesBytes(rbm, states);
  }

  private static long statesBytes(Rbm rbm, long states) {
    return Byte.BYTES + Integer.BYTES + states * Slab.stateBytes(rbm);
  }

  private static long matricesBytes(RbmSums sums) {
    long visible = sums.visible.length;
    long hidden = sums.rbm().hidden();
    long bytes = 4 * Byte.BYTES + visible * WholeNumbers.width(wholeVisible(sums));
    bytes += hidden * WholeNumbers.width(sums.hidden);
    if (sums.squares != null) {
      bytes += Byte.BYTES + visible * WholeNumbers.width(sums.squares);
    }
    return bytes + visible * hidden * weightsWidth(sums);
  }

  private static int weightsWidth(RbmSums sums) {
    return sums.isNarrow()
        ? WholeNumbers.width(sums.narrowWeights, Panels.LEAD_IN)
        : WholeNumbers.width(sums.wideWeights);
  }

  static void write(RbmSums sums, ByteBuffer out) {
    int form = form(sums);
    out.put((byte) form);
    switch (form) {
      case NOTHING -> {}
      case STATES -> {
        out.putInt((int) states(sums));
        sums.slabs().forEach(slab -> slab.write(out));
      }
      case MATRICES -> writeMatrices(sums.inMatrices(), out);
      default -> Fields.writeText(out, sums.refused());
    }
  }

  private static void writeMatrices(RbmSums sums, ByteBuffer out) {
    write(wholeVisible(sums), sums.visible.length, out);
    write(sums.hidden, sums.rbm().hidden(), out);
    if (sums.squares != null) {
      int width = WholeNumbers.width(sums.squares);
      out.put((byte) width);
      WholeNumbers.write(sums.squares, 0, sums.squares.length, width, out);
    }
    int width = weightsWidth(sums);
    out.put((byte) width);
    for (int row = 0; row < rows(sums); row++) {
      int columns = columns(sums, row);
      if (sums.isNarrow()) {
        int at = Panels.LEAD_IN + row * WIDTH;
        WholeNumbers.write(sums.narrowWeights, at, columns, width, out);
      } else {
        WholeNumbers.write(sums.wideWeights, row * WIDTH, columns, width, out);
      }
    }
  }

  /** Sums of means are multiples of what probabilities are. */
  private static double[] wholeVisible(RbmSums sums) {
    return sums.hasMeans() ? scale(sums.visible.clone(), 1 / MEAN) : sums.visible;
  }

  private static double[] scale(double[] numbers, double factor) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factor;
    }
    return numbers;
  }

  private static void write(double[] numbers, int count, ByteBuffer out) {
    int width = WholeNumbers.width(numbers);
    out.put((byte) width);
    WholeNumbers.write(numbers, 0, count, width, out);
  }

  /** Rows of all panels. */
  private static int rows(RbmSums sums) {
    return sums.rbm().hiddenWords() * sums.visible.length;
  }

  /** Columns of a row that are not padding. */
  private static int columns(RbmSums sums, int row) {
    return Math.min(WIDTH, sums.rbm().hidden() - row / sums.visible.length * WIDTH);
  }

  /** Fills sums that are empty. */
  static void read(RbmSums sums, ByteBuffer in) {
    switch (Fields.readByte(in, "form of sums", NOTHING, REFUSED)) {
      case NOTHING -> {}
      case STATES -> readStates(sums, in);
      case MATRICES -> {
        readMatrices(sums.toReceive(), in);
        sums.setReceived();
      }
      default -> sums.refuse(Fields.readText(in, "refused"));
    }
  }

  private static void readStates(RbmSums sums, ByteBuffer in) {
    if (!sums.keepsSlabs() || sums.hasMeans()) {
      throw Fields.malformed("form of sums", STATES, MATRICES + ": this phase keeps matrices");
    }
    int states = Fields.readCount(in, "states", Slab.stateBytes(sums.rbm()));
    for (int from = 0; from < states; from += Slab.STATES) {
      sums.next().read(in, Math.min(Slab.STATES, states - from));
      sums.setReceivedSlab();
    }
  }

  private static void readMatrices(RbmSums sums, ByteBuffer in) {
    WholeNumbers.read(in, width(in), sums.visible, 0, sums.visible.length);
    if (sums.hasMeans()) {
      scale(sums.visible, MEAN);
    }
    WholeNumbers.read(in, width(in), sums.hidden, 0, sums.rbm().hidden());
    if (sums.squares != null) {
      WholeNumbers.read(in, width(in), sums.squares, 0, sums.squares.length);
    }
    int width = width(in);
    for (int row = 0; row < rows(sums); row++) {
      int columns = columns(sums, row);
      if (sums.isNarrow()) {
        int at = Panels.LEAD_IN + row * WIDTH;
        WholeNumbers.read(in, width, sums.narrowWeights, at, columns);
      } else {
        WholeNumbers.read(in, width, sums.wideWeights, row * WIDTH, columns);
      }
    }
  }

  private static int width(ByteBuffer in) {
    return Fields.readByte(in, "width of sums", 0, Long.BYTES);
  }
}
