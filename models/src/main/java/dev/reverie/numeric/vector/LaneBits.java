package dev.reverie.numeric.vector;

import static dev.reverie.numeric.vector.Species.LONGS;
import static dev.reverie.numeric.vector.Species.LONG_LANES;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** Lists of the units that are on in packed states, and packed states turned by a quarter. */
interface LaneBits extends VectorOps {
  @Override
  default void places(
      long[] bits, int bitsOffset, int words, int states, int zeros, int[] places, int[] starts) {
    for (int n = 0; n < states; n++) {
      int at = bitsOffset + n * words;
      starts[n + 1] =
          Species.LANES < Byte.SIZE
              ? Panels.places(bits, at, words, zeros, places, starts[n])
              : placesByBytes(bits, at, words, zeros, places, starts[n]);
    }
  }

  /** Every word of a row is of another matrix, so that lanes have nothing to do with each other. */
  @Override
  default void transposeBits(long[] rows, int words) {
    long mask = 0x00000000FFFFFFFFL;
    for (int width = 32; width != 0; width >>>= 1, mask ^= mask << width) {
      swapBits(rows, words, width, mask);
    }
  }

  private static void swapBits(long[] rows, int words, int width, long mask) {
    for (int k = 0; k < 64; k = (k + width + 1) & ~width) {
      for (int word = 0; word < words; word += LONG_LANES) {
        int at = k * words + word;
        int far = at + width * words;
        LongVector one = LongVector.fromArray(LONGS, rows, at);
        LongVector other = LongVector.fromArray(LONGS, rows, far);
        LongVector swapped = one.lanewise(LSHR, width).lanewise(XOR, other).and(mask);
        one.lanewise(XOR, swapped.lanewise(LSHL, width)).intoArray(rows, at);
        other.lanewise(XOR, swapped).intoArray(rows, far);
      }
    }
  }

  /**
   * All eight places that a byte might have, of which the next byte's overwrite those that do not
   * count: the processor has nothing to guess. A longer vector writes more that does not count; one
   * of eight would be of a second kind, at which the JVM gives up on both.
   */
  private static int placesByBytes(
      long[] bits, int bitsOffset, int words, int zeros, int[] places, int at) {
    int end = at;
    for (int word = 0; word < words; word++) {
      long on = bits[bitsOffset + word];
      if (on == 0) {
        continue;
      }
      int row = word * Panels.WIDTH * Panels.ROW_WORDS;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        int choice = (int) (on >>> shift) & 0xFF;
        IntVector.fromArray(Species.INTS, ByteChoices.PLACES, choice * Byte.SIZE)
            .add(row + shift * Panels.ROW_WORDS)
            .intoArray(places, end);
        end += Integer.bitCount(choice);
      }
    }
    return Panels.fillUp(places, at, end, zeros);
  }
}
