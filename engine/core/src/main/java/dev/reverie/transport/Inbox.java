package dev.reverie.transport;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts frames together from bytes as they come, and refuses a client that may not be. One thread at
 * a time.
 */
final class Inbox {
  private final long maxFrame;
  private ByteBuffer head;
  private byte[] payload;
  private int filled;
  private Predicate<byte[]> admission;
  private boolean token;

  /**
   * @param admission says of a client's token whether it may be; null where the other side is the
   *     server
   */
  Inbox(long maxFrame, Predicate<byte[]> admission) {
    this.maxFrame = maxFrame;
    this.admission = admission;
    this.head = ByteBuffer.allocate(admission == null ? FrameBytes.HEADER : FrameBytes.PREFACE);
  }

  /** What has become complete; nothing for a client that has been let in. */
  List<Optional<Frame>> feed(ByteString bytes) {
    List<Optional<Frame>> complete = new ArrayList<>();
    ByteBuffer in = bytes.asByteBuffer();
    while (in.hasRemaining() || isDone()) {
      if (payload == null) {
        move(in, head);
        if (!head.hasRemaining()) {
          headIsComplete();
        }
      } else if (!isDone()) {
        int length = Math.min(in.remaining(), payload.length - filled);
        in.get(payload, filled, length);
        filled += length;
      } else {
        complete.add(take());
      }
    }
    return complete;
  }

  private boolean isDone() {
    return payload != null && filled == payload.length;
  }

  private static void move(ByteBuffer in, ByteBuffer out) {
    int length = Math.min(in.remaining(), out.remaining());
    out.put(out.position(), in, in.position(), length);
    out.position(out.position() + length);
    in.position(in.position() + length);
  }

  private void headIsComplete() {
    head.flip();
    long length;
    if (admission != null) {
      requirePreface();
      length = head.get();
      token = true;
      if (length < 0 || length > FrameBytes.MOST_TOKEN) {
        throw new TransportException("token.length=" + length + ", must be 0 to 64");
      }
    } else {
      length = head.getInt();
      if (length < 0 || length > maxFrame) {
        throw new TransportException("frame.length=" + length + ", must be 0 to " + maxFrame);
      }
    }
    payload = new byte[(int) length];
    filled = 0;
  }

  private void requirePreface() {
    int magic = head.getInt();
    byte version = head.get();
    if (magic != FrameBytes.MAGIC) {
      throw new TransportException(
          "magic="
              + Integer.toHexString(magic)
              + ", must be "
              + Integer.toHexString(FrameBytes.MAGIC));
    }
    if (version != FrameBytes.WIRE_VERSION) {
      throw new TransportException("version=" + version + ", must be " + FrameBytes.WIRE_VERSION);
    }
  }

  private Optional<Frame> take() {
    byte[] whole = payload;
    payload = null;
    if (token) {
      if (!admission.test(whole)) {
        throw new TransportException("the token is not one of those that were given out");
      }
      token = false;
      admission = null;
      head = ByteBuffer.allocate(FrameBytes.HEADER);
      return Optional.empty();
    }
    byte type = head.get();
    long key = head.getLong();
    int expected = head.getInt();
    head.clear();
    if (FrameBytes.checksum(type, key, whole) != expected) {
      throw new TransportException("frame.checksum is wrong, of " + whole.length + " bytes");
    }
    return Optional.of(new Frame(type, key, whole));
  }
}
