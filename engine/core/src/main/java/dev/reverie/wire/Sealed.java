package dev.reverie.wire;

import dev.reverie.encoding.Fields;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Content with a header that tells what it is, and when a bit is wrong.
 *
 * <pre>
 *  0         1      2          6
 *  | version | kind | CRC-32C  | content |
 *    1 byte   1      4, little-endian, of version, kind and content
 * </pre>
 *
 * A checksum of 32 bits is against accidents: a mistake in cutting a stream into pieces, a bad
 * cable or memory behind TCP's own checksum, of which it misses one in 4 billion. It takes under a
 * tenth of the time of copying the bytes. Against somebody who forges bytes there is TLS, whose
 * digest it would only repeat.
 */
final class Sealed {
  /** Of all kinds: nodes with another one do not understand each other. */
  static final byte VERSION = 1;

  static final byte SNAPSHOT = 1;
  static final byte CHAIN_CONTRIBUTION = 2;
  static final byte BATCH_CONTRIBUTION = 3;
  static final byte CAPTURED = 4;

  private static final int DIGEST_OFFSET = 2;
  private static final int HEADER_BYTES = 6;

  private Sealed() {}

  /**
   * @param length bytes of content
   * @param content writes exactly so many to a little-endian buffer
   */
  static byte[] seal(byte kind, long length, Consumer<ByteBuffer> content) {
    long total = HEADER_BYTES + length;
    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "bytes=" + total + ", must be at most " + (Integer.MAX_VALUE - 8) + " in one piece");
    }
    ByteBuffer out = Fields.allocate((int) total);
    out.put(VERSION).put(kind).position(HEADER_BYTES);
    content.accept(out);
    if (out.hasRemaining()) {
      throw new IllegalStateException(out.remaining() + " bytes of kind " + kind + " are missing");
    }
    return out.putInt(DIGEST_OFFSET, digest(out.array())).array();
  }

  /** What kind of thing this is, once it is known to be whole. */
  static byte kind(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw Fields.malformed("bytes", bytes.length, "a header of " + HEADER_BYTES + " at least");
    }
    if (bytes[0] != VERSION) {
      throw Fields.malformed("wire version", bytes[0], VERSION + ", that of this node");
    }
    int expected = Fields.over(bytes).getInt(DIGEST_OFFSET);
    int actual = digest(bytes);
    if (expected != actual) {
      throw new IllegalArgumentException(
          "CRC-32C=" + Integer.toHexString(actual) + ", must be " + Integer.toHexString(expected));
    }
    return bytes[1];
  }

  /** The content of a thing of that kind. */
  static ByteBuffer open(byte[] bytes, byte kind) {
    byte actual = kind(bytes);
    if (actual != kind) {
      throw Fields.malformed("kind", actual, "" + kind);
    }
    return content(bytes);
  }

  /** The content of a thing whose {@link #kind} is known. */
  static ByteBuffer content(byte[] bytes) {
    return Fields.over(bytes).position(HEADER_BYTES);
  }

  private static int digest(byte[] bytes) {
    CRC32C digest = new CRC32C();
    digest.update(bytes, 0, DIGEST_OFFSET);
    digest.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    return (int) digest.getValue();
  }
}
