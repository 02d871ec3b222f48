package dev.reverie.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that writes and reads single bytes as it likes. */
final class RawClient implements AutoCloseable {
  private static final int GENEROUS_MILLIS = 60_000;
  private static final int ANSWER_BYTES = 12;
  private static final int SMALL_BUFFER = 1 << 16;

  private final Socket socket = new Socket();

  RawClient(InetSocketAddress address) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.setSoTimeout(GENEROUS_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()));
  }

  static byte[] greeting(String magic, int version, int tokenLength, byte[] token) {
    return ByteBuffer.allocate(16 + token.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .putInt(version)
        .putInt(tokenLength)
        .put(token)
        .array();
  }

  static byte[] greeting(byte[] token) {
    return greeting("REVERIED", 1, token.length, token);
  }

  static byte[] bytes(Frame frame) {
    byte[] header = FrameHeader.of(frame).encode();
    byte[] bytes = Arrays.copyOf(header, header.length + frame.payload().length);
    System.arraycopy(frame.payload(), 0, bytes, header.length, frame.payload().length);
    return bytes;
  }

  /** Writes what a server refuses, perhaps before it has read it all. */
  byte[] answerTo(byte[] bytes) {
    try {
      write(bytes);
      return readToTheEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what a node says, and hears the answer. */
  RawClient greet(byte[] token) throws IOException {
    write(greeting(token));
    byte[] answer = socket.getInputStream().readNBytes(ANSWER_BYTES);
    if (!Arrays.equals(answer, Arrays.copyOf(greeting(token), ANSWER_BYTES))) {
      throw new IOException("answer " + Arrays.toString(answer));
    }
    return this;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  Frame read() throws IOException {
    FrameHeader header =
        FrameHeader.decode(
            socket.getInputStream().readNBytes(FrameHeader.BYTES), Integer.MAX_VALUE);
    byte[] payload = socket.getInputStream().readNBytes(header.length());
    return new Frame(header.type(), header.key(), payload);
  }

  /** All that comes until the other side has closed or reset the connection. */
  byte[] readToTheEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  /** Ends as a process that is killed does, with a reset. */
  void die() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Ends in an orderly way. */
  void leave() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
