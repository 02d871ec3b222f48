package dev.reverie.simulation;

import dev.reverie.checkpoint.Checkpoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Digests of all that training has come to; equal exactly when all of it is equal to the bit. */
public record Bits(Map<String, String> digests) {
  public static Bits of(Checkpoint checkpoint) {
    return of(checkpoint.parameters(), checkpoint.state(), checkpoint.particles());
  }

  static Bits of(
      Map<String, float[]> parameters, Map<String, float[]> state, Map<String, byte[]> particles) {
    Map<String, String> digests = new TreeMap<>();
    parameters.forEach((name, rows) -> digests.put("parameter." + name, digest(bytes(rows))));
    state.forEach((name, rows) -> digests.put("state." + name, digest(bytes(rows))));
    particles.forEach((name, states) -> digests.put("particles." + name, digest(states)));
    return new Bits(digests);
  }

  private static byte[] bytes(float[] rows) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * rows.length);
    bytes.asFloatBuffer().put(rows);
    return bytes.array();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
