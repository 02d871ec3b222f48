package dev.reverie.checkpoint;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Arithmetic;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.Ticket;
import dev.reverie.tensor.AtomicFile;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A checkpoint's file: safetensors behind a header that tells when a single bit is wrong.
 *
 * <pre>
 *  0        8               16            48
 *  | magic  | length n      | SHA-256     | n bytes of safetensors |
 *    8 bytes  little-endian   of these n
 * </pre>
 *
 * Tensors: {@code parameter.NAME}, {@code state.NAME}, {@code particles.PHASE} as [particles, bytes], {@code consumed} as
 * [shares, 3]. Metadata: version, identity, frontier and arithmetic version.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "REVERIE1".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_OFFSET = 8;
  private static final int DIGEST_OFFSET = 16;
  private static final int DIGEST_BYTES = 32;
  private static final int HEADER_BYTES = DIGEST_OFFSET + DIGEST_BYTES;
  private static final String PARAMETER = "parameter.";
  private static final String STATE = "state.";
  private static final String PARTICLES = "particles.";
  private static final String IDENTITY = "identity.";
  private static final String CONSUMED = "consumed";

  private CheckpointFile() {}

  /** Writes the whole file or nothing, and returns when it is durable. */
  static void write(Path path, Checkpoint checkpoint) throws IOException {
    byte[] payload = new Safetensors(metadata(checkpoint), tensors(checkpoint)).toBytes();
    UnsafeBuffer header = new UnsafeBuffer(new byte[HEADER_BYTES]);
    header.putBytes(0, MAGIC);
    header.putLong(LENGTH_OFFSET, payload.length, ByteOrder.LITTLE_ENDIAN);
    header.putBytes(DIGEST_OFFSET, sha256(payload));
    AtomicFile.write(
        path,
        out -> {
          out.write(header.byteArray());
          out.write(payload);
        });
  }

  private static Map<String, String> metadata(Checkpoint checkpoint) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("arithmetic", Integer.toString(Arithmetic.VERSION));
    metadata.put("epoch", Integer.toString(checkpoint.version().epoch()));
    metadata.put("updates", Long.toString(checkpoint.version().number()));
    metadata.put("frontier", Long.toString(checkpoint.frontier()));
    checkpoint.identity().forEach((name, value) -> metadata.put(IDENTITY + name, value));
    return metadata;
  }

  private static List<Tensor> tensors(Checkpoint checkpoint) {
    List<Tensor> tensors = new ArrayList<>();
    checkpoint
        .parameters()
        .forEach((name, rows) -> tensors.add(Tensor.of(PARAMETER + name, rows, rows.length)));
    checkpoint
        .state()
        .forEach((name, rows) -> tensors.add(Tensor.of(STATE + name, rows, rows.length)));
    checkpoint
        .particles()
        .forEach((name, bytes) -> tensors.add(Tensor.of(PARTICLES + name, bytes, bytes.length)));
    long[] consumed =
        checkpoint.consumed().stream()
            .flatMapToLong(
                ticket -> LongStream.of(ticket.batch(), ticket.from(), ticket.to()))
            .toArray();
    tensors.add(Tensor.of(CONSUMED, consumed, consumed.length / 3, 3));
    return tensors;
  }

  /** Reads a file; an {@link InputException} says what is wrong with one that cannot be used. */
  static Checkpoint read(Path path) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new InputException("checkpoint " + path + " cannot be read: " + e.getMessage(), e);
    }
    return decode(bytes, path.toString());
  }

  static Checkpoint decode(byte[] bytes, String source) {
    if (bytes.length < HEADER_BYTES) {
      throw damaged(source, "it has " + bytes.length + " bytes, a header takes " + HEADER_BYTES);
    }
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw damaged(source, "it does not start with " + new String(MAGIC, StandardCharsets.US_ASCII));
    }
    long length = buffer.getLong(LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    if (length != bytes.length - HEADER_BYTES) {
      throw damaged(
          source, "it has " + (bytes.length - HEADER_BYTES) + " bytes of content, not " + length);
    }
    byte[] payload = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    byte[] digest = Arrays.copyOfRange(bytes, DIGEST_OFFSET, HEADER_BYTES);
    if (!Arrays.equals(digest, sha256(payload))) {
      throw damaged(source, "its content does not have the SHA-256 in its header");
    }
    return checkpoint(Safetensors.read(payload, source), source);
  }

  private static Checkpoint checkpoint(Safetensors content, String source) {
    Map<String, String> metadata = content.metadata();
    String arithmetic = metadata.get("arithmetic");
    if (!Integer.toString(Arithmetic.VERSION).equals(arithmetic)) {
      throw new InputException(
          "checkpoint " + source + " has arithmetic version " + arithmetic
              + ", this program computes with version " + Arithmetic.VERSION);
    }
    Map<String, String> identity = new TreeMap<>();
    metadata.forEach(
        (name, value) -> {
          if (name.startsWith(IDENTITY)) {
            identity.put(name.substring(IDENTITY.length()), value);
          }
        });
    Map<String, float[]> parameters = new LinkedHashMap<>();
    Map<String, float[]> state = new LinkedHashMap<>();
    Map<String, byte[]> particles = new LinkedHashMap<>();
    List<Ticket> consumed = new ArrayList<>();
    for (Tensor tensor : content.tensors()) {
      String name = tensor.name();
      if (name.startsWith(PARAMETER)) {
        parameters.put(name.substring(PARAMETER.length()), tensor.floats());
      } else if (name.startsWith(STATE)) {
        state.put(name.substring(STATE.length()), tensor.floats());
      } else if (name.startsWith(PARTICLES)) {
        particles.put(name.substring(PARTICLES.length()), tensor.bytes());
      } else if (name.equals(CONSUMED)) {
        addTickets(tensor.longs(), consumed);
      }
    }
    Version version =
        new Version(
            (int) number(metadata, "epoch", source), number(metadata, "updates", source));
    long frontier = number(metadata, "frontier", source);
    return new Checkpoint(version, identity, parameters, state, particles, frontier, consumed);
  }

  private static void addTickets(long[] numbers, List<Ticket> consumed) {
    for (int k = 0; k + 2 < numbers.length; k += 3) {
      consumed.add(new Ticket(numbers[k], (int) numbers[k + 1], (int) numbers[k + 2]));
    }
  }

  private static long number(Map<String, String> metadata, String name, String source) {
    String value = metadata.getOrDefault(name, "");
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw damaged(source, name + "=" + value + ", must be a whole number");
    }
  }

  private static InputException damaged(String source, String why) {
    return new InputException("checkpoint " + source + " is damaged: " + why);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
