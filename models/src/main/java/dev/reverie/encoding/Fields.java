package dev.reverie.encoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Single fields in little-endian buffers. Every reader throws an {@link IllegalArgumentException}
 * of one line that names the field when the bytes end early or hold what may not be there.
 */
public final class Fields {
  private Fields() {}

  /** A little-endian buffer over an array. */
  public static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A little-endian buffer of that many bytes. */
  public static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What is wrong with a field. */
  public static IllegalArgumentException malformed(String name, Object value, String must) {
    return new IllegalArgumentException(name + "=" + value + ", must be " + must);
  }

  /** Refuses a buffer that ends before a field of so many bytes does. */
  public static void requireLeft(ByteBuffer in, String name, long bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw new IllegalArgumentException(
          name + " takes " + bytes + " bytes, only " + in.remaining() + " are left");
    }
  }

  /** Refuses a buffer that goes on. */
  public static void requireEnd(ByteBuffer in, String name) {
    if (in.hasRemaining()) {
      throw malformed("bytes behind " + name, in.remaining(), "0");
    }
  }

  /** A byte from {@code least} to {@code most}. */
  public static int readByte(ByteBuffer in, String name, int least, int most) {
    requireLeft(in, name, Byte.BYTES);
    return (int) within(name, in.get(), least, most);
  }

  /** A byte that is 0 or 1. */
  public static boolean readFlag(ByteBuffer in, String name) {
    return readByte(in, name, 0, 1) == 1;
  }

  public static void writeFlag(ByteBuffer out, boolean flag) {
    out.put((byte) (flag ? 1 : 0));
  }

  /** A whole number of 4 bytes from {@code least} to {@code most}. */
  public static int readInt(ByteBuffer in, String name, int least, int most) {
    requireLeft(in, name, Integer.BYTES);
    return (int) within(name, in.getInt(), least, most);
  }

  /** A whole number of 8 bytes from {@code least} to {@code most}. */
  public static long readLong(ByteBuffer in, String name, long least, long most) {
    requireLeft(in, name, Long.BYTES);
    return within(name, in.getLong(), least, most);
  }

  private static long within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw malformed(name, value, least == most ? "" + least : "from " + least + " to " + most);
    }
    return value;
  }

  /**
   * How many things follow that take so many bytes each at least.
   *
   * @param bytesEach at least 1
   */
  public static int readCount(ByteBuffer in, String name, long bytesEach) {
    int count = readInt(in, name, 0, Integer.MAX_VALUE);
    requireLeft(in, name, count * bytesEach);
    return count;
  }

  /** Bytes that a text takes. */
  public static int textBytes(String text) {
    return Math.addExact(Integer.BYTES, text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Length in bytes, then UTF-8. */
  public static void writeText(ByteBuffer out, String text) {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  public static String readText(ByteBuffer in, String name) {
    int length = readCount(in, name, 1);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " of " + length + " bytes, must be UTF-8", e);
    }
  }

  /** Length, then bytes. */
  public static void writeBytes(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  public static byte[] readBytes(ByteBuffer in, String name) {
    byte[] bytes = new byte[readCount(in, name, 1)];
    in.get(bytes);
    return bytes;
  }
}
