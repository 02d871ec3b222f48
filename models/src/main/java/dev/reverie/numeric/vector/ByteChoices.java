package dev.reverie.numeric.vector;

import dev.reverie.numeric.Panels;

/** Every choice of eight rows of a packed panel. */
final class ByteChoices {
  /**
   * Eight numbers for each choice, the places of its rows and then whatever; and behind all as many
   * as a vector reads.
   */
  static final int[] PLACES = new int[256 * Byte.SIZE + Species.LANES];

  static {
    for (int choice = 0; choice < 256; choice++) {
      int at = choice * Byte.SIZE;
      for (int row = 0; row < Byte.SIZE; row++) {
        if ((choice >>> row & 1) != 0) {
          PLACES[at++] = row * Panels.ROW_WORDS;
        }
      }
    }
  }

  private ByteChoices() {}
}
