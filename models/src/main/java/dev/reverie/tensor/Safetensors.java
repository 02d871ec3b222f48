package dev.reverie.tensor;

import dev.reverie.input.InputException;
import dev.reverie.input.InputFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors and a few words about them, as a safetensors file. Equal contents in equal order
 * give equal bytes.
 *
 * <pre>
 *  +--------------------------+------------------------------------+----------+----------+----
 *  | n: 8 bytes, little-endian | n bytes of JSON, padded by spaces  | tensor 0 | tensor 1 | ...
 *  +--------------------------+------------------------------------+----------+----------+----
 *    8 + n is a multiple of 8                                         no gaps, little-endian
 * </pre>
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16;

  private final SortedMap<String, String> metadata;
  private final List<Tensor> tensors;

  public Safetensors(Map<String, String> metadata, List<Tensor> tensors) {
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    this.tensors = List.copyOf(tensors);
    Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException(
            "name=" + tensor.name() + ", must be a tensor's alone and not reserved");
      }
    }
  }

  /** Reads a whole file. */
  public static Safetensors read(Path path) {
    try (InputStream in = InputFile.open(path)) {
      return SafetensorsReader.read(in, Files.size(path), path.toString());
    } catch (IOException e) {
      throw InputFile.unreadable(path, e);
    }
  }

  /** Reads the bytes of a file; {@code source} names them in messages. */
  public static Safetensors read(byte[] bytes, String source) {
    try {
      return SafetensorsReader.read(new ByteArrayInputStream(bytes), bytes.length, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file's bytes from a stream that goes on for {@code size} bytes, and leaves it open;
   * {@code source} names it in messages.
   */
  public static Safetensors read(InputStream in, long size, String source) throws IOException {
    return SafetensorsReader.read(in, size, source);
  }

  /** The file's words about itself, by key. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /** All tensors in the order of their bytes. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * The tensor of this name, type and shape; {@code source} names the file in messages.
   *
   * @throws InputException when there is none such
   */
  public Tensor require(String source, String name, TensorType type, long... shape) {
    Tensor found =
        tensors.stream()
            .filter(tensor -> tensor.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new InputException(source + " has no tensor " + name));
    if (found.type() != type || !Arrays.equals(found.shape(), shape)) {
      throw new InputException(
          String.format(
              "%s: tensor %s is %s %s, must be %s %s",
              source,
              name,
              found.type(),
              Arrays.toString(found.shape()),
              type,
              Arrays.toString(shape)));
    }
    return found;
  }

  /** The file's bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes the file's bytes, in pieces, and leaves the stream open. */
  public void writeTo(OutputStream out) throws IOException {
    byte[] header = SafetensorsHeader.encode(metadata, tensors);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    chunk.putLong(0, header.length);
    out.write(chunk.array(), 0, Long.BYTES);
    out.write(header);
    for (Tensor tensor : tensors) {
      write(tensor, chunk, out);
    }
  }

  private static void write(Tensor tensor, ByteBuffer chunk, OutputStream out) throws IOException {
    int width = tensor.type().bytes();
    int step = CHUNK / width;
    for (int from = 0; from < tensor.size(); ) {
      int count = Math.min(step, tensor.size() - from);
      tensor.type().put(tensor.values(), from, count, chunk);
      out.write(chunk.array(), 0, count * width);
      from += count;
    }
  }
}
