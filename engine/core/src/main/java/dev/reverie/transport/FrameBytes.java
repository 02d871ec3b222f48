package dev.reverie.transport;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** How frames and a client's first words lie on the wire; see the package. */
final class FrameBytes {
  static final int MAGIC = 0x52565245;
  static final byte WIRE_VERSION = 1;
  static final int PREFACE = 6;
  static final int HEADER = 17;
  static final int MOST_TOKEN = 64;

  private FrameBytes() {}

  static ByteString preface(byte[] token) {
    if (token.length > MOST_TOKEN) {
      throw new IllegalArgumentException(
          "token.length=" + token.length + ", must be at most " + MOST_TOKEN);
    }
    ByteBuffer out = ByteBuffer.allocate(PREFACE + token.length);
    out.putInt(MAGIC).put(WIRE_VERSION).put((byte) token.length).put(token);
    return ByteString.fromArrayUnsafe(out.array());
  }

  static List<ByteString> write(Frame frame) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(frame.payload().length).put(frame.type()).putLong(frame.key());
    header.putInt(checksum(frame.type(), frame.key(), frame.payload()));
    ByteString head = ByteString.fromArrayUnsafe(header.array());
    return frame.payload().length == 0
        ? List.of(head)
        : List.of(head, ByteString.fromArrayUnsafe(frame.payload()));
  }

  static int checksum(byte type, long key, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(1 + Long.BYTES).put(type).putLong(key).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }
}
