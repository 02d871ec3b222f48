package dev.reverie.tensor;

import dev.reverie.input.InputException;
import dev.reverie.tensor.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads a safetensors file. Nothing is allocated before its size is known to be in the file. */
final class SafetensorsReader {
  /** The format's own limit for a header. */
  private static final long HEADER_LIMIT = 100_000_000;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final String source;

  private SafetensorsReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  static Safetensors read(InputStream in, long size, String source) throws IOException {
    return new SafetensorsReader(in, source).read(size);
  }

  private Safetensors read(long size) throws IOException {
    long length = size < Long.BYTES ? -1 : chunk(Long.BYTES).getLong();
    if (length < 0 || length > HEADER_LIMIT || length > size - Long.BYTES) {
      throw new InputException(
          source
              + " is truncated or not a safetensors file: its header does not fit "
              + size
              + " bytes");
    }
    byte[] json = new byte[(int) length];
    demand(in.readNBytes(json, 0, json.length), json.length);
    SafetensorsHeader header = SafetensorsHeader.decode(json, source);
    checkPlaces(header, size - Long.BYTES - length);
    List<Tensor> tensors = new ArrayList<>();
    for (Entry entry : header.entries()) {
      tensors.add(tensor(entry));
    }
    return new Safetensors(header.metadata(), tensors);
  }

  private void checkPlaces(SafetensorsHeader header, long dataBytes) {
    long expected = 0;
    for (Entry entry : header.entries()) {
      if (entry.begin() != expected) {
        throw header.refused(
            "tensor "
                + entry.name()
                + " begins at "
                + entry.begin()
                + ", must begin at "
                + expected);
      }
      if ((entry.end() - entry.begin()) / entry.type().bytes() > Integer.MAX_VALUE - 8) {
        throw header.refused("tensor " + entry.name() + " has more than 2^31 - 9 elements");
      }
      expected = entry.end();
    }
    if (expected != dataBytes) {
      throw header.refused("its tensors take " + expected + " bytes, it holds " + dataBytes);
    }
  }

  private Tensor tensor(Entry entry) throws IOException {
    int width = entry.type().bytes();
    int size = (int) ((entry.end() - entry.begin()) / width);
    Object values = entry.type().allocate(size);
    for (int to = 0; to < size; ) {
      int count = Math.min(CHUNK / width, size - to);
      entry.type().get(chunk(count * width), values, to, count);
      to += count;
    }
    return new Tensor(entry.name(), entry.type(), values, entry.shape());
  }

  private ByteBuffer chunk(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    demand(bytes.length, length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void demand(int read, int length) {
    if (read != length) {
      throw new InputException(source + " became shorter while it was read");
    }
  }
}
