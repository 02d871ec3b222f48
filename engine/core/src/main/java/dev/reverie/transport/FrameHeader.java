package dev.reverie.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What comes before each payload.
 *
 * <pre>
 *  0          4      5       13                  17                  21
 *  | length n | type | key   | CRC32C of payload | CRC32C of 0 to 17 | n bytes of payload |
 *    int        byte   long    int                 int
 * </pre>
 *
 * Numbers are little-endian. The header has a checksum of its own, so that a wrong length is found
 * before anything is allocated or waited for. A frame of type 0 is a sign of life without payload.
 */
record FrameHeader(int length, byte type, long key, int payloadChecksum) {
  static final int BYTES = 21;
  static final byte HEARTBEAT = 0;

  private static final int HEADER_CHECKSUM_OFFSET = 17;

  static FrameHeader of(Frame frame) {
    byte[] payload = frame.payload();
    return new FrameHeader(
        payload.length, frame.type(), frame.key(), checksum(payload, payload.length));
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(length).put(type).putLong(key).putInt(payloadChecksum);
    return out.putInt(checksum(out.array(), HEADER_CHECKSUM_OFFSET)).array();
  }

  /**
   * @param maxFrame the longest payload allowed
   */
  static FrameHeader decode(byte[] bytes, int maxFrame) throws ProtocolException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    FrameHeader header = new FrameHeader(in.getInt(), in.get(), in.getLong(), in.getInt());
    if (in.getInt() != checksum(bytes, HEADER_CHECKSUM_OFFSET)) {
      throw new ProtocolException("the header of a frame has a wrong checksum");
    }
    int most = header.type == HEARTBEAT ? 0 : maxFrame;
    if (header.length < 0 || header.length > most) {
      throw new ProtocolException("frame.length=" + header.length + ", must be 0 to " + most);
    }
    return header;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
