package dev.reverie.wire;

import dev.reverie.encoding.Fields;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Small messages of unknown length. */
final class MessageBuffer {
  /** What Akka's remoting carries at most, less room for its envelope. */
  static final int MOST_BYTES = 256 * 1024 - 16 * 1024;

  private static final int FIRST_BYTES = 1024;

  private MessageBuffer() {}

  /** The bytes that are written; the writer may be asked again, with more room. */
  static byte[] of(Consumer<ByteBuffer> writer) {
    for (int room = FIRST_BYTES; ; room = Math.min(2 * room, MOST_BYTES)) {
      ByteBuffer out = Fields.allocate(room);
      try {
        writer.accept(out);
        return Arrays.copyOf(out.array(), out.position());
      } catch (BufferOverflowException e) {
        if (room == MOST_BYTES) {
          throw new IllegalArgumentException(
              "a message takes more than " + MOST_BYTES + " bytes, must be a small one", e);
        }
      }
    }
  }
}
