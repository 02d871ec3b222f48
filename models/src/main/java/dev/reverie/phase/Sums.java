package dev.reverie.phase;

import java.nio.ByteBuffer;

/**
 * Named sums over particles or cases, in a form that the model chooses. Bounded statistics are
 * summed as integers and unbounded ones exactly, so that the total does not depend on how the work
 * was divided.
 */
public interface Sums {
  /** Back to nothing. */
  void clear();

  /**
   * Throws {@link dev.reverie.parameter.DivergedException} when a sum is not a number that may be
   * used. To be called when all has been added, before other threads read.
   */
  void requireFinite(String phase);

  /** Bytes that {@link #write} takes for what is there now. */
  int bytes();

  /**
   * Writes what is there, without changing it, from the buffer's position on.
   *
   * @param out in little-endian order, with {@link #bytes} left; others are not touched
   */
  void write(ByteBuffer out);

  /**
   * Takes over what {@link #write} wrote, in place of what was there; an update makes the same of
   * it to the bit. Checks each length before it makes room for it.
   *
   * @param in in little-endian order; what follows is left
   * @throws IllegalArgumentException with one line that says what is wrong with the bytes; these
   *     sums are then not to be used before they are cleared
   */
  void read(ByteBuffer in);
}
