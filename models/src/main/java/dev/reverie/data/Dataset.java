package dev.reverie.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Rows of intensities in [0, 1], or of any numbers where a file may hold them; only those that are
 * not 0 take memory. Immutable.
 *
 * <p>A row is a picture of {@code height} x {@code width} pixels, row by row; where the source does
 * not tell, it is a square if that is possible, else one line.
 */
public final class Dataset {
  /** A row has fewer columns than this, which is what {@code RandomStream} can address. */
  public static final int COLUMN_LIMIT = 1 << 26;

  private final String name;
  private final SparseRows values;
  private final int height;
  private final int width;
  private final String digest;

  Dataset(String name, SparseRows values, int height, int width) {
    this.name = name;
    this.values = values;
    this.height = height;
    this.width = width;
    this.digest = digest(values);
  }

  /** Rows whose byte n stands for n / 255. */
  public static Dataset ofBytes(String name, byte[][] rows, int height, int width) {
    int columns = columns(rows.length, height, width);
    SparseRowsBuilder builder = SparseRowsBuilder.ofBytes(columns);
    for (byte[] row : rows) {
      checkLength(builder.row(), row.length, columns);
      for (byte value : row) {
        builder.addByte(value);
      }
    }
    return new Dataset(name, builder.build(), height, width);
  }

  /** Rows of intensities, each in [0, 1]. */
  public static Dataset ofFloats(String name, float[][] rows, int height, int width) {
    int columns = columns(rows.length, height, width);
    SparseRowsBuilder builder = SparseRowsBuilder.ofFloats(columns);
    for (float[] row : rows) {
      checkLength(builder.row(), row.length, columns);
      for (float value : row) {
        if (!(value >= 0 && value <= 1)) {
          throw new IllegalArgumentException(
              String.format(
                  "value=%s at row %d, column %d, must be in [0, 1]",
                  value, builder.row(), builder.column()));
        }
        builder.addFloat(value);
      }
    }
    return new Dataset(name, builder.build(), height, width);
  }

  /** A set whose source tells nothing about pictures. */
  static Dataset ofUnknownShape(String name, SparseRows values) {
    int side = (int) Math.round(Math.sqrt(values.columns()));
    boolean square = (long) side * side == values.columns();
    return new Dataset(name, values, square ? side : 1, square ? side : values.columns());
  }

  public String name() {
    return name;
  }

  public int rows() {
    return values.rows();
  }

  public int columns() {
    return values.columns();
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /**
   * SHA-256, in hexadecimal, of rows and columns (8 bytes each) and all intensities row by row, as
   * the bytes or 32-bit floats that the source has, little-endian. It does not depend on the file's
   * format or compression.
   */
  public String digest() {
    return digest;
  }

  /** Whether all values lie in [0, 1]. */
  public boolean hasIntensities() {
    return values.least() >= 0 && values.largest() <= 1;
  }

  /** The mean intensity of each column. */
  public double[] means() {
    return values.means();
  }

  /** Writes the intensities of one row to {@code into[offset .. offset + columns)}. */
  public void fill(int row, float[] into, int offset) {
    Arrays.fill(into, offset, offset + columns(), 0);
    for (int entry = values.begin(row); entry < values.end(row); entry++) {
      into[offset + values.column(entry)] = values.intensities().at(entry);
    }
  }

  /** The rows {@code from} to {@code to - 1}, which share this set's memory. */
  public Dataset slice(String sliceName, int from, int to) {
    if (from < 0 || from >= to || to > rows()) {
      throw new IllegalArgumentException(
          "from=" + from + ", to=" + to + ", must be a part of [0, " + rows() + ")");
    }
    return new Dataset(sliceName, values.slice(from, to), height, width);
  }

  SparseRows values() {
    return values;
  }

  private static int columns(int rows, int height, int width) {
    if (rows == 0 || height <= 0 || width <= 0 || (long) height * width >= COLUMN_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              "rows=%d, height=%d, width=%d, must be positive and a row have less than %d values",
              rows, height, width, COLUMN_LIMIT));
    }
    return height * width;
  }

  private static void checkLength(int row, int length, int columns) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "length=" + length + " of row " + row + ", must be " + columns);
    }
  }

  private static String digest(SparseRows values) {
    MessageDigest sha256 = sha256();
    ByteBuffer shape = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sha256.update(shape.putLong(values.rows()).putLong(values.columns()).array());
    Intensities intensities = values.intensities();
    ByteBuffer dense =
        ByteBuffer.allocate(values.columns() * intensities.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < values.rows(); row++) {
      Arrays.fill(dense.array(), (byte) 0);
      for (int entry = values.begin(row); entry < values.end(row); entry++) {
        intensities.put(entry, dense, values.column(entry));
      }
      sha256.update(dense.array());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
