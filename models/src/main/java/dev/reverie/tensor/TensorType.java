package dev.reverie.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Element types that a {@link Tensor} can have, under the names that safetensors gives them. */
public enum TensorType {
  F32(Float.BYTES) {
    @Override
    Object allocate(int size) {
      return new float[size];
    }

    @Override
    void put(Object array, int from, int count, ByteBuffer into) {
      into.asFloatBuffer().put((float[]) array, from, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int to, int count) {
      from.asFloatBuffer().get((float[]) array, to, count);
    }
  },
  F64(Double.BYTES) {
    @Override
    Object allocate(int size) {
      return new double[size];
    }

    @Override
    void put(Object array, int from, int count, ByteBuffer into) {
      into.asDoubleBuffer().put((double[]) array, from, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int to, int count) {
      from.asDoubleBuffer().get((double[]) array, to, count);
    }
  },
  I32(Integer.BYTES) {
    @Override
    Object allocate(int size) {
      return new int[size];
    }

    @Override
    void put(Object array, int from, int count, ByteBuffer into) {
      into.asIntBuffer().put((int[]) array, from, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int to, int count) {
      from.asIntBuffer().get((int[]) array, to, count);
    }
  },
  I64(Long.BYTES) {
    @Override
    Object allocate(int size) {
      return new long[size];
    }

    @Override
    void put(Object array, int from, int count, ByteBuffer into) {
      into.asLongBuffer().put((long[]) array, from, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int to, int count) {
      from.asLongBuffer().get((long[]) array, to, count);
    }
  },
  U8(Byte.BYTES) {
    @Override
    Object allocate(int size) {
      return new byte[size];
    }

    @Override
    void put(Object array, int from, int count, ByteBuffer into) {
      into.duplicate().put((byte[]) array, from, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int to, int count) {
      from.duplicate().get((byte[]) array, to, count);
    }
  };

  /** "F32, F64, I32, I64, U8", for messages. */
  static final String NAMES =
      Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  abstract Object allocate(int size);

  /** Writes elements at the buffer's position, in its byte order, and leaves the position. */
  abstract void put(Object array, int from, int count, ByteBuffer into);

  /** Reads elements at the buffer's position, in its byte order, and leaves the position. */
  abstract void get(ByteBuffer from, Object array, int to, int count);
}
