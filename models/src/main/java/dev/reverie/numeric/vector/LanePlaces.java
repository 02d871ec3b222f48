package dev.reverie.numeric.vector;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import jdk.incubator.vector.IntVector;

/** Lists of the rows that belong to units that are on. */
interface LanePlaces extends VectorOps {
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
