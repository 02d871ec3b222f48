package dev.reverie.numeric;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests of all that an implementation gives for a fixed set of inputs. As a program it prints
 * those of the implementation that {@code -Dreverie.numeric} names.
 */
final class PrimitiveDigests {
  /** Enough for the JVM's last compiler to take over on the way, so that it is tested too. */
  private static final int RUNS = 6000;

  private PrimitiveDigests() {}

  public static void main(String[] arguments) {
    System.out.println(VectorOps.best().name());
    System.out.print(of(VectorOps.best()));
  }

  /** One line for each primitive. */
  static String of(VectorOps ops) {
    StringBuilder lines = new StringBuilder();
    for (Primitive primitive : Primitive.values()) {
      lines.append(primitive).append(' ').append(of(primitive, ops)).append('\n');
    }
    return lines.toString();
  }

  private static String of(Primitive primitive, VectorOps ops) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer word = ByteBuffer.allocate(Long.BYTES);
      Inputs inputs = new Inputs(primitive.ordinal());
      for (int run = 0; run < RUNS; run++) {
        primitive.run(ops, inputs, value -> digest.update(word.putLong(0, value).array()));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
