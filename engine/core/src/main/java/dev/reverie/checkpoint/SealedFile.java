package dev.reverie.checkpoint;

import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import dev.reverie.tensor.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file behind a header that tells when a single bit is wrong. Its content is made, and read,
 * twice and in pieces: once for the digest, once to be used.
 *
 * <pre>
 *  0        8               16            48
 *  | magic  | length n      | SHA-256     | n bytes of content |
 *    8 bytes  little-endian   of these n
 * </pre>
 */
final class SealedFile {
  private static final byte[] MAGIC = "REVERIE1".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_OFFSET = 8;
  private static final int DIGEST_OFFSET = 16;
  private static final int HEADER_BYTES = 48;

  private SealedFile() {}

  /** Makes something of a file's content. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream content, long length) throws IOException;
  }

  /**
   * Writes the whole file or nothing, and returns when it is durable.
   *
   * @param content writes the same bytes each time
   */
  static void write(Path path, AtomicFile.Content content) throws IOException {
    Counter counter = new Counter();
    DigestOutputStream digest = new DigestOutputStream(counter, sha256());
    content.writeTo(digest);
    UnsafeBuffer header = new UnsafeBuffer(new byte[HEADER_BYTES]);
    header.putBytes(0, MAGIC);
    header.putLong(LENGTH_OFFSET, counter.count, ByteOrder.LITTLE_ENDIAN);
    header.putBytes(DIGEST_OFFSET, digest.getMessageDigest().digest());
    AtomicFile.write(
        path,
        out -> {
          out.write(header.byteArray());
          content.writeTo(out);
        });
  }

  /**
   * Reads a file; an {@link InputException} says what is wrong with one that is not as it was
   * written.
   */
  static <T> T read(Path path, Reader<T> reader) {
    try {
      long length = requireWhole(path);
      try (InputStream in = new BufferedInputStream(InputFile.open(path))) {
        in.skipNBytes(HEADER_BYTES);
        return reader.read(in, length);
      }
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
  }

  private static long requireWhole(Path path) throws IOException {
    try (InputStream in = InputFile.open(path)) {
      UnsafeBuffer header = new UnsafeBuffer(in.readNBytes(HEADER_BYTES));
      if (header.capacity() < HEADER_BYTES) {
        throw damaged(
            path, "it has " + header.capacity() + " bytes, a header takes " + HEADER_BYTES);
      }
      if (!Arrays.equals(MAGIC, bytes(header, 0, MAGIC.length))) {
        throw damaged(
            path, "it does not begin with " + new String(MAGIC, StandardCharsets.US_ASCII));
      }
      Counter counter = new Counter();
      DigestOutputStream digest = new DigestOutputStream(counter, sha256());
      in.transferTo(digest);
      long length = header.getLong(LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
      if (length != counter.count) {
        throw damaged(path, "it has " + counter.count + " bytes of content, not " + length);
      }
      byte[] expected = bytes(header, DIGEST_OFFSET, HEADER_BYTES - DIGEST_OFFSET);
      if (!Arrays.equals(expected, digest.getMessageDigest().digest())) {
        throw damaged(path, "its content does not have the SHA-256 in its header");
      }
      return length;
    }
  }

  private static byte[] bytes(UnsafeBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return bytes;
  }

  static InputException damaged(Path path, String why) {
    return new InputException("checkpoint " + path + " is damaged: " + why);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Counts what is written, and keeps none of it. */
  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
