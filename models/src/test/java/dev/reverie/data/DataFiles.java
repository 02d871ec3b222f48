package dev.reverie.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Bytes of small data files. */
final class DataFiles {
  private DataFiles() {}

  /** IDX with any header; extents are big-endian as in the format. */
  static byte[] idx(int type, int rank, int[] extents, byte[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) rank);
    for (int extent : extents) {
      bytes.putInt(extent);
    }
    return bytes.put(values).array();
  }

  static byte[] pictures(int rows, int height, int width, byte... values) {
    return idx(8, 3, new int[] {rows, height, width}, values);
  }

  /** NPY of version 1 with any type and shape, as they stand in the header. */
  static byte[] npy(String type, String shape, byte... values) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length() + values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93).put(ascii("NUMPY"));
    bytes.put((byte) 1).put((byte) 0).putShort((short) text.length());
    return bytes.put(ascii(text)).put(values).array();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] doubles(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
