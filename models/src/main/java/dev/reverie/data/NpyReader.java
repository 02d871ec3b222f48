package dev.reverie.data;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.tensor.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** NPY arrays of rows x values or rows x height x width. */
final class NpyReader {
  /** Element types of NumPy that can be read. */
  private enum Type {
    BYTE("|u1", Byte.BYTES) {
      @Override
      void add(ByteBuffer from, NpyReader to) {
        to.rows.addByte(from.get());
      }
    },
    BOOLEAN("|b1", Byte.BYTES) {
      @Override
      void add(ByteBuffer from, NpyReader to) {
        to.addBoolean(from.get());
      }
    },
    FLOAT("<f4", Float.BYTES) {
      @Override
      void add(ByteBuffer from, NpyReader to) {
        to.addReal(from.getFloat());
      }
    },
    DOUBLE("<f8", Double.BYTES) {
      @Override
      void add(ByteBuffer from, NpyReader to) {
        to.addReal(from.getDouble());
      }
    };

    private final String code;
    private final int bytes;

    Type(String code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    abstract void add(ByteBuffer from, NpyReader to);

    boolean isBytes() {
      return bytes == Byte.BYTES;
    }
  }

  private final String source;
  private final ValueRange range;
  private final SparseRowsBuilder rows;

  private NpyReader(String source, ValueRange range, SparseRowsBuilder rows) {
    this.source = source;
    this.range = range;
    this.rows = rows;
  }

  static boolean begins(byte[] start) {
    return start.length >= 1 && (start[0] & 0xFF) == NpyHeader.MAGIC.get(0);
  }

  static Dataset read(InputStream in, String source, String name, ValueRange range)
      throws IOException {
    NpyHeader header = NpyHeader.read(in, source);
    Type type = type(header.type(), source);
    List<Long> shape = header.shape();
    if (shape.size() != 2 && shape.size() != 3) {
      throw new InputException(
          source + " has the shape " + shape + ", must be rows x values or rows x height x width");
    }
    boolean pictures = shape.size() == 3;
    long columns = pictures ? IdxReader.columns(shape.get(1), shape.get(2)) : shape.get(1);
    Payload.checkShape(shape.get(0), columns, source);
    SparseRowsBuilder rows =
        type.isBytes()
            ? SparseRowsBuilder.ofBytes((int) columns)
            : SparseRowsBuilder.ofFloats((int) columns);
    NpyReader reader = new NpyReader(source, range, rows);
    Payload.read(
        in, shape.get(0), columns, type.bytes, source, values -> reader.addAll(type, values));
    return pictures
        ? new Dataset(name, rows.build(), shape.get(1).intValue(), shape.get(2).intValue())
        : Dataset.ofUnknownShape(name, rows.build());
  }

  private static Type type(String code, String source) {
    for (Type type : Type.values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new InputException(
        source + " is NPY of type " + Quoted.of(code) + ", must be |u1, |b1, <f4 or <f8");
  }

  private void addAll(Type type, ByteBuffer values) {
    while (values.hasRemaining()) {
      type.add(values, this);
    }
  }

  private void addBoolean(byte value) {
    if (value != 0 && value != 1) {
      throw refused(Integer.toString(value & 0xFF), "0 or 1");
    }
    rows.addByte((byte) -value);
  }

  private void addReal(double value) {
    if (!range.has(value)) {
      throw refused(Double.toString(value), range.words());
    }
    rows.addFloat((float) value);
  }

  private InputException refused(String value, String right) {
    return new InputException(
        String.format(
            "%s holds %s at row %d, column %d (counted from 0), must be %s",
            source, value, rows.row(), rows.column(), right));
  }
}
