package dev.reverie.data;

import dev.reverie.input.InputException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * IDX, the format of MNIST: all numbers big-endian.
 *
 * <pre>
 *  0 | 0 | type 0x08: unsigned bytes | rank 2 or 3 | extents: 4 bytes each | values, row by row
 * </pre>
 */
final class IdxReader {
  private static final int UNSIGNED_BYTES = 8;
  private static final int HIGHEST_RANK = 3;

  private IdxReader() {}

  static boolean begins(byte[] start) {
    return start.length >= 2 && start[0] == 0 && start[1] == 0;
  }

  static Dataset read(InputStream in, String source, String name) throws IOException {
    long[] extents = header(new DataInputStream(in), source);
    boolean pictures = extents.length == HIGHEST_RANK;
    long columns = pictures ? columns(extents[1], extents[2]) : extents[1];
    Payload.checkShape(extents[0], columns, source);
    SparseRowsBuilder rows = SparseRowsBuilder.ofBytes((int) columns);
    Payload.read(
        in,
        extents[0],
        columns,
        Byte.BYTES,
        source,
        bytes -> {
          while (bytes.hasRemaining()) {
            rows.addByte(bytes.get());
          }
        });
    return pictures
        ? new Dataset(name, rows.build(), (int) extents[1], (int) extents[2])
        : Dataset.ofUnknownShape(name, rows.build());
  }

  /** The pixels of a picture, or a count that is refused. */
  static long columns(long height, long width) {
    boolean small = height < Dataset.COLUMN_LIMIT && width < Dataset.COLUMN_LIMIT;
    return small ? height * width : Dataset.COLUMN_LIMIT;
  }

  private static long[] header(DataInputStream in, String source) throws IOException {
    try {
      in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int rank = in.readUnsignedByte();
      if (type != UNSIGNED_BYTES) {
        throw new InputException(
            String.format("%s is IDX of type 0x%02X, must be 0x08 (unsigned bytes)", source, type));
      }
      if (rank < 2 || rank > HIGHEST_RANK) {
        throw new InputException(
            source
                + " is IDX of "
                + rank
                + " dimensions, must be rows x values or rows x height x width");
      }
      long[] extents = new long[rank];
      for (int i = 0; i < rank; i++) {
        extents[i] = Integer.toUnsignedLong(in.readInt());
      }
      return extents;
    } catch (EOFException e) {
      throw new InputException(source + " is truncated: it ends within its IDX header", e);
    }
  }
}
