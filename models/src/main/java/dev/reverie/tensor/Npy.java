package dev.reverie.tensor;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Matrices as NPY files: row by row, elements {@code <f4} or {@code |u1}. */
public final class Npy {
  /** Little-endian 32-bit floats. */
  public static final String FLOATS = "<f4";

  /** Unsigned bytes. */
  public static final String BYTES = "|u1";

  private Npy() {}

  /** Writes rows of equal length and leaves the stream open. */
  public static void write(OutputStream out, float[][] rows) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    out.write(NpyHeader.encode(FLOATS, rows.length, columns));
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(columns, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < rows.length; row++) {
      checkLength(row, rows[row].length, columns);
      bytes.asFloatBuffer().put(rows[row]);
      out.write(bytes.array());
    }
  }

  /** Writes rows of equal length and leaves the stream open. */
  public static void write(OutputStream out, byte[][] rows) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    out.write(NpyHeader.encode(BYTES, rows.length, columns));
    for (int row = 0; row < rows.length; row++) {
      checkLength(row, rows[row].length, columns);
      out.write(rows[row]);
    }
  }

  /** Reads a matrix of floats to the stream's end; {@code source} names it in messages. */
  public static float[][] readFloats(InputStream in, String source) throws IOException {
    return readRows(in, FLOATS, Float.BYTES, source).stream()
        .map(
            row -> {
              float[] values = new float[row.length / Float.BYTES];
              ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
              return values;
            })
        .toArray(float[][]::new);
  }

  /** Reads a matrix of bytes to the stream's end; {@code source} names it in messages. */
  public static byte[][] readBytes(InputStream in, String source) throws IOException {
    return readRows(in, BYTES, Byte.BYTES, source).toArray(byte[][]::new);
  }

  /** Memory grows with the bytes that are there, not with those that the header promises. */
  private static List<byte[]> readRows(InputStream in, String type, int width, String source)
      throws IOException {
    NpyHeader header = NpyHeader.read(in, source);
    List<Long> shape = header.shape();
    if (!header.type().equals(type)
        || shape.size() != 2
        || header.elements() <= 0
        || shape.get(1) > Integer.MAX_VALUE / width) {
      throw new InputException(
          source + " holds " + header.type() + " " + shape + ", must be a matrix of " + type);
    }
    int rowBytes = (int) (shape.get(1) * width);
    List<byte[]> rows = new ArrayList<>();
    for (long row = 0; row < shape.get(0); row++) {
      byte[] bytes = in.readNBytes(rowBytes);
      if (bytes.length != rowBytes) {
        throw new InputException(source + " is truncated: it ends in row " + row + " of " + shape);
      }
      rows.add(bytes);
    }
    if (in.read() >= 0) {
      throw new InputException(source + " has more bytes than its shape " + shape + " takes");
    }
    return rows;
  }

  private static void checkLength(int row, int length, int columns) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "length=" + length + " of row " + row + ", must be " + columns + " as of row 0");
    }
  }
}
