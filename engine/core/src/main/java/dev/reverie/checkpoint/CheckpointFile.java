package dev.reverie.checkpoint;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Arithmetic;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.Ticket;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A checkpoint's file: safetensors within a {@link SealedFile}. Tensors: {@code parameter.NAME},
 * {@code state.NAME}, {@code particles.PHASE} as bytes, {@code consumed} as [shares, 3]. Metadata:
 * version, identity, frontier and arithmetic version.
 */
final class CheckpointFile {
  private static final String PARAMETER = "parameter.";
  private static final String STATE = "state.";
  private static final String PARTICLES = "particles.";
  private static final String IDENTITY = "identity.";
  private static final String CONSUMED = "consumed";

  private CheckpointFile() {}

  /** Writes the whole file or nothing, and returns when it is durable. */
  static void write(Path path, Checkpoint checkpoint) throws IOException {
    SealedFile.write(path, new Safetensors(metadata(checkpoint), tensors(checkpoint))::writeTo);
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
            .flatMapToLong(ticket -> LongStream.of(ticket.batch(), ticket.from(), ticket.to()))
            .toArray();
    tensors.add(Tensor.of(CONSUMED, consumed, consumed.length / 3, 3));
    return tensors;
  }

  /** Reads a file; an {@link InputException} says what is wrong with one that cannot be used. */
  static Checkpoint read(Path path) {
    return SealedFile.read(
        path, (in, length) -> checkpoint(Safetensors.read(in, length, path.toString()), path));
  }

  private static Checkpoint checkpoint(Safetensors content, Path source) {
    Map<String, String> metadata = content.metadata();
    String arithmetic = metadata.get("arithmetic");
    if (!Integer.toString(Arithmetic.VERSION).equals(arithmetic)) {
      throw new InputException(
          "checkpoint "
              + source
              + " has arithmetic version "
              + arithmetic
              + ", this program computes with version "
              + Arithmetic.VERSION);
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
        new Version((int) number(metadata, "epoch", source), number(metadata, "updates", source));
    long frontier = number(metadata, "frontier", source);
    return new Checkpoint(version, identity, parameters, state, particles, frontier, consumed);
  }

  private static void addTickets(long[] numbers, List<Ticket> consumed) {
    for (int k = 0; k + 2 < numbers.length; k += 3) {
      consumed.add(new Ticket(numbers[k], (int) numbers[k + 1], (int) numbers[k + 2]));
    }
  }

  private static long number(Map<String, String> metadata, String name, Path source) {
    String value = metadata.getOrDefault(name, "");
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw SealedFile.damaged(source, name + "=" + value + ", must be a whole number");
    }
  }
}
