package dev.reverie.transport;

import akka.util.ByteString;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How two sides agree to talk: the client says who it is, and the server, if it admits it, repeats
 * the first 12 bytes. Before that a server says nothing. One thread at a time.
 *
 * <pre>
 *  0               8         12          16
 *  | "REVERIED"    | version | length n  | n bytes of token |
 *    8 bytes         int       int
 * </pre>
 *
 * Numbers are little-endian.
 */
final class Opening {
  static final int MAX_TOKEN = 1024;

  private static final byte[] MAGIC = "REVERIED".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int VERSION_OFFSET = 8;
  private static final int LENGTH_OFFSET = 12;
  private static final int TOKEN_OFFSET = 16;

  private final Admission admission;
  private final ByteString greeting;
  private byte[] heard;
  private int filled;
  private byte[] token;

  private Opening(Admission admission, byte[] token) {
    this.admission = admission;
    this.token = token;
    this.greeting = ByteString.fromArrayUnsafe(greeting(token));
    this.heard = new byte[admission == null ? LENGTH_OFFSET : TOKEN_OFFSET];
  }

  static Opening ofClient(byte[] token) {
    if (token.length > MAX_TOKEN) {
      throw new IllegalArgumentException(
          "token.length=" + token.length + ", must be at most " + MAX_TOKEN);
    }
    return new Opening(null, token.clone());
  }

  static Opening ofServer(Admission admission) {
    return new Opening(admission, null);
  }

  /** Whether this side speaks first. */
  boolean isClient() {
    return admission == null;
  }

  /** What this side says, a server only after it has admitted the other. */
  ByteString greeting() {
    return greeting;
  }

  /** What the client said about itself. */
  byte[] token() {
    return token;
  }

  /**
   * Takes bytes up to the end of what the other says.
   *
   * @return whether both have agreed now
   */
  boolean read(ByteBuffer in) throws ProtocolException {
    take(in);
    if (filled == TOKEN_OFFSET && heard.length == TOKEN_OFFSET) {
      requireSame();
      int length = intAt(LENGTH_OFFSET);
      require(
          length >= 0 && length <= MAX_TOKEN, "length of the token", length, "0 to " + MAX_TOKEN);
      heard = Arrays.copyOf(heard, TOKEN_OFFSET + length);
      take(in);
    }
    if (filled < heard.length) {
      return false;
    }
    requireSame();
    if (!isClient()) {
      token = Arrays.copyOfRange(heard, TOKEN_OFFSET, heard.length);
      if (!admission.admits(token.clone())) {
        throw new ProtocolException("its token is not admitted");
      }
    }
    return true;
  }

  private void take(ByteBuffer in) {
    int count = Math.min(in.remaining(), heard.length - filled);
    in.get(heard, filled, count);
    filled += count;
  }

  private void requireSame() throws ProtocolException {
    if (!Arrays.equals(heard, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new ProtocolException("it is not a node of this program");
    }
    int version = intAt(VERSION_OFFSET);
    require(version == VERSION, "version of the wire", version, Integer.toString(VERSION));
  }

  private static void require(boolean right, String name, int value, String what)
      throws ProtocolException {
    if (!right) {
      throw new ProtocolException(name + "=" + value + ", must be " + what);
    }
  }

  private int intAt(int offset) {
    return ByteBuffer.wrap(heard).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  private static byte[] greeting(byte[] token) {
    int bytes = token == null ? LENGTH_OFFSET : TOKEN_OFFSET + token.length;
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION);
    if (token != null) {
      out.putInt(token.length).put(token);
    }
    return out.array();
  }
}
