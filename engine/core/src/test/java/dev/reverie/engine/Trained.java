package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** All numbers that a training ends with, without padding and what is derived from others. */
record Trained(
    Map<String, float[]> parameters, Map<String, float[]> state, Map<String, byte[]> particles) {

  static Trained of(Checkpoint checkpoint) {
    return new Trained(checkpoint.parameters(), checkpoint.state(), checkpoint.particles());
  }

  /** What the newest checkpoint in a folder holds. */
  static Trained in(Path folder) {
    return of(new CheckpointStore(folder).newest().checkpoint().orElseThrow());
  }

  void assertSameBits(Trained other) {
    assertSameBits(parameters, other.parameters);
    assertSameBits(state, other.state);
    assertEquals(particles.keySet(), other.particles.keySet());
    particles.forEach(
        (name, bytes) -> assertArrayEquals(bytes, other.particles.get(name), "particles " + name));
  }

  private static void assertSameBits(Map<String, float[]> one, Map<String, float[]> other) {
    assertEquals(one.keySet(), other.keySet());
    one.forEach((name, numbers) -> assertArrayEquals(bytes(numbers), bytes(other.get(name)), name));
  }

  /** SHA-256 of everything in order. */
  String digest() {
    MessageDigest sha256 = sha256();
    parameters.forEach((name, numbers) -> add(sha256, name, bytes(numbers)));
    state.forEach((name, numbers) -> add(sha256, name, bytes(numbers)));
    particles.forEach((name, bytes) -> add(sha256, name, bytes));
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void add(MessageDigest sha256, String name, byte[] bytes) {
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
  }

  private static byte[] bytes(float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      bytes.putInt(Float.floatToRawIntBits(number));
    }
    return bytes.array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
