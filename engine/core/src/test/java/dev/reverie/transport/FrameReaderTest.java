package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
  private static final int MAX_FRAME = 100;

  private static Frame frame(int type, long key, int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) (i * 31 + type);
    }
    return new Frame((byte) type, key, payload);
  }

  private static List<Frame> read(FrameReader reader, byte[] bytes, int piece)
      throws ProtocolException {
    List<Frame> frames = new ArrayList<>();
    for (int start = 0; start < bytes.length; start += piece) {
      ByteBuffer in = ByteBuffer.wrap(bytes, start, Math.min(piece, bytes.length - start));
      while (in.hasRemaining()) {
        reader.read(in).ifPresent(frames::add);
      }
    }
    return frames;
  }

  private static void assertSame(Frame expected, Frame actual) {
    assertEquals(expected.type(), actual.type());
    assertEquals(expected.key(), actual.key());
    assertArrayEquals(expected.payload(), actual.payload());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20, 21, 22, 50, 1000})
  void shouldReadFramesThatComeInPieces(int piece) throws ProtocolException {
    List<Frame> sent =
        List.of(frame(1, 0, 0), frame(-128, Long.MIN_VALUE, 1), frame(2, -1, MAX_FRAME));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sent.forEach(frame -> bytes.writeBytes(RawClient.bytes(frame)));
    FrameReader reader = new FrameReader(MAX_FRAME);
    List<Frame> received = read(reader, bytes.toByteArray(), piece);
    assertEquals(sent.size(), received.size());
    for (int i = 0; i < sent.size(); i++) {
      assertSame(sent.get(i), received.get(i));
    }
    assertFalse(reader.isInside());
  }

  @Test
  void shouldKeepItsLayout() {
    byte[] golden = {
      3, 0, 0, 0, 5, 8, 7, 6, 5, 4, 3, 2, 1, 30, -14, 48, -15, -108, 80, -27, 69, 1, 2, 3
    };
    byte[] bytes = RawClient.bytes(new Frame((byte) 5, 0x0102030405060708L, new byte[] {1, 2, 3}));
    assertArrayEquals(golden, bytes, () -> Arrays.toString(bytes));
  }

  @Test
  void shouldFindEachFlippedBit() {
    byte[] bytes = RawClient.bytes(frame(3, 77, 9));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(
          ProtocolException.class,
          () -> read(new FrameReader(MAX_FRAME), flipped, flipped.length),
          "bit " + bit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX_FRAME + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void shouldRefuseALengthBeforeItAllocates(int length) {
    byte[] header = new FrameHeader(length, (byte) 1, 0, 0).encode();
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class, () -> read(new FrameReader(MAX_FRAME), header, header.length));
    assertEquals("frame.length=" + length + ", must be 0 to 100", refusal.getMessage());
  }

  @Test
  void shouldRefuseASignOfLifeWithPayload() {
    byte[] bytes = RawClient.bytes(frame(0, 0, 1));
    assertThrows(
        ProtocolException.class, () -> read(new FrameReader(MAX_FRAME), bytes, bytes.length));
  }

  @Test
  void shouldKnowThatAFrameIsCut() throws ProtocolException {
    byte[] bytes = RawClient.bytes(frame(3, 77, 9));
    for (int length = 1; length < bytes.length; length++) {
      FrameReader reader = new FrameReader(MAX_FRAME);
      assertTrue(read(reader, Arrays.copyOf(bytes, length), 7).isEmpty());
      assertTrue(reader.isInside(), "length " + length);
    }
  }
}
