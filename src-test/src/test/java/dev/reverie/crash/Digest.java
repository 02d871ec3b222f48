package dev.reverie.crash;

import dev.reverie.checkpoint.Checkpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * SHA-256 of all that a training has come to: parameters, the rule's state, particles, and its
 * place in the data.
 */
final class Digest {
  private final MessageDigest sha256;

  private Digest() throws NoSuchAlgorithmException {
    this.sha256 = MessageDigest.getInstance("SHA-256");
  }

  static String of(Checkpoint checkpoint) {
    try {
      Digest digest = new Digest();
      digest.add(checkpoint.parameters());
      digest.add(checkpoint.state());
      checkpoint.particles().forEach(digest::add);
      digest.add(
          "place",
          (checkpoint.updates() + " " + checkpoint.frontier() + " " + checkpoint.consumed())
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private void add(Map<String, float[]> blocks) {
    blocks.forEach(
        (name, numbers) -> {
          ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length);
          bytes.asFloatBuffer().put(numbers);
          add(name, bytes.array());
        });
  }

  private void add(String name, byte[] bytes) {
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
  }
}
