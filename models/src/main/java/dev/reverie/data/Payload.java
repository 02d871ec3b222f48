package dev.reverie.data;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The values after a binary file's header: exactly as many bytes as the header promised, to the
 * file's end.
 */
final class Payload {
  /** A multiple of every element's width. */
  private static final int CHUNK = 1 << 16;

  private Payload() {}

  /**
   * Hands the bytes on in little-endian pieces that end between elements.
   *
   * @param rows as promised by the header
   * @param columns as promised by the header
   * @param width bytes of an element
   */
  static void read(
      InputStream in,
      long rows,
      long columns,
      int width,
      String source,
      Consumer<ByteBuffer> values)
      throws IOException {
    long promised = rows * columns * width;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (long done = 0; done < promised; done += CHUNK) {
      int wanted = (int) Math.min(CHUNK, promised - done);
      int found = in.readNBytes(chunk.array(), 0, wanted);
      if (found < wanted) {
        throw new InputException(
            String.format(
                "%s is truncated: its header promises %d x %d values in %d bytes, found %d bytes",
                source, rows, columns, promised, done + found));
      }
      values.accept(chunk.clear().limit(wanted));
    }
    if (in.read() >= 0) {
      throw new InputException(
          String.format(
              "%s has more than the %d x %d values in %d bytes that its header promises",
              source, rows, columns, promised));
    }
  }

  /** Refuses a shape that holds nothing, or more than can be addressed. */
  static void checkShape(long rows, long columns, String source) {
    if (rows <= 0 || columns <= 0) {
      throw new InputException(
          source + " holds " + rows + " rows of " + columns + " values, must hold at least one");
    }
    if (rows > Integer.MAX_VALUE - 8 || columns >= Dataset.COLUMN_LIMIT) {
      throw new InputException(
          String.format(
              "%s promises %d rows of %d values, must be less than 2^31 - 8 rows of less than %d",
              source, rows, columns, Dataset.COLUMN_LIMIT));
    }
  }
}
