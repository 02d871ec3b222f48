package dev.reverie.transport;

import akka.util.ByteString;

/** Cuts frames into pieces that are written one by one, without a copy. One thread at a time. */
final class FrameWriter {
  static final ByteString HEARTBEAT =
      ByteString.fromArrayUnsafe(
          FrameHeader.of(new Frame(FrameHeader.HEARTBEAT, 0, new byte[0])).encode());

  /** So much is on its way at most before the network has taken anything. */
  private static final int PIECE = 1 << 18;

  private byte[] payload = new byte[0];
  private int written;

  /** Whether the last frame begun is not written to its end. */
  boolean isInside() {
    return written < payload.length;
  }

  /** Its header and the first of its payload. */
  ByteString begin(Frame frame) {
    payload = frame.payload();
    written = 0;
    ByteString header = ByteString.fromArrayUnsafe(FrameHeader.of(frame).encode());
    return payload.length == 0 ? header : header.concat(next());
  }

  /** More of the payload. */
  ByteString next() {
    int count = Math.min(PIECE, payload.length - written);
    ByteString piece = ByteString.fromArrayUnsafe(payload, written, count);
    written += count;
    if (!isInside()) {
      payload = new byte[0];
      written = 0;
    }
    return piece;
  }
}
