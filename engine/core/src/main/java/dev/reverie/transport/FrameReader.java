package dev.reverie.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Puts frames together from bytes that come in pieces of any size. One thread at a time. */
final class FrameReader {
  private final int maxFrame;
  private final byte[] headerBytes = new byte[FrameHeader.BYTES];
  private final CRC32C checksum = new CRC32C();
  private FrameHeader header;
  private byte[] payload;
  private int filled;

  /**
   * @param maxFrame the longest payload accepted
   */
  FrameReader(int maxFrame) {
    this.maxFrame = maxFrame;
  }

  /**
   * Takes bytes up to the end of a frame or of what there is.
   *
   * @return a frame that is whole now, perhaps a sign of life
   */
  Optional<Frame> read(ByteBuffer in) throws ProtocolException {
    if (header == null) {
      take(in, headerBytes);
      if (filled < headerBytes.length) {
        return Optional.empty();
      }
      header = FrameHeader.decode(headerBytes, maxFrame);
      payload = new byte[header.length()];
      filled = 0;
    }
    int start = filled;
    take(in, payload);
    checksum.update(payload, start, filled - start);
    return filled < payload.length ? Optional.empty() : Optional.of(finish());
  }

  /** Whether the last bytes were not the end of a frame. */
  boolean isInside() {
    return header != null || filled > 0;
  }

  private void take(ByteBuffer in, byte[] target) {
    int count = Math.min(in.remaining(), target.length - filled);
    in.get(target, filled, count);
    filled += count;
  }

  private Frame finish() throws ProtocolException {
    if ((int) checksum.getValue() != header.payloadChecksum()) {
      throw new ProtocolException(
          "the payload of a frame of type " + header.type() + " has a wrong checksum");
    }
    Frame frame = new Frame(header.type(), header.key(), payload);
    checksum.reset();
    header = null;
    payload = null;
    filled = 0;
    return frame;
  }
}
