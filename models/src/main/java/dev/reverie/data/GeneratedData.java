package dev.reverie.data;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/** Data sets that need no file. */
public final class GeneratedData {
  private static final int CLASSES = 10;
  private static final long TRAIN = 0;
  private static final long TEST = 1;
  private static final int LARGEST_SIDE = 12;

  private GeneratedData() {}

  /**
   * Drawn digits of 28 x 28 pixels, bit for bit the same for a seed. Row r shows the digit {@link
   * #label}(r).
   */
  public static Dataset digits(long seed, int rows) {
    return digits("digits", seed, TRAIN, rows);
  }

  /** Drawings that {@link #digits} of the same seed does not contain, made in the same way. */
  public static Dataset testDigits(long seed, int rows) {
    return digits("digits-test", seed, TEST, rows);
  }

  /** The digit, 0 to 9, in a row of {@link #digits} and {@link #testDigits}. */
  public static int label(int row) {
    return row % CLASSES;
  }

  private static Dataset digits(String name, long seed, long step, int rows) {
    RandomStream random = new RandomStream(seed, Purpose.GENERATED_DATA);
    byte[][] pictures = new byte[rows][];
    for (int row = 0; row < rows; row++) {
      pictures[row] = DigitPainter.paint(label(row), new Draws(random, row, step));
    }
    return Dataset.ofBytes(name, pictures, DigitPainter.SIDE, DigitPainter.SIDE);
  }

  /**
   * Every picture of {@code side} x {@code side} pixels whose rows are each all on or all off, then
   * every one whose columns are, without the empty and the full picture a second time: 2^(side + 1)
   * - 2 of them.
   */
  public static Dataset barsAndStripes(int side) {
    if (side < 2 || side > LARGEST_SIDE) {
      throw new IllegalArgumentException("side=" + side + ", must be in [2, " + LARGEST_SIDE + "]");
    }
    int patterns = 1 << side;
    byte[][] pictures = new byte[2 * patterns - 2][side * side];
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int line = 0; line < side; line++) {
        if ((pattern >>> line & 1) != 0) {
          Arrays.fill(pictures[pattern], line * side, (line + 1) * side, (byte) 255);
        }
      }
    }
    for (int pattern = 1; pattern < patterns - 1; pattern++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        pictures[patterns + pattern - 1][pixel] = (byte) -(pattern >>> pixel % side & 1);
      }
    }
    return Dataset.ofBytes("bars-and-stripes", pictures, side, side);
  }
}
