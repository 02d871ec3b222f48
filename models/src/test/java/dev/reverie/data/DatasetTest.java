package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final byte[][] BYTES = {{0, 51, (byte) 255}, {(byte) 255, 0, (byte) 102}};
  private static final float[][] FLOATS = {{0, 0.25f}, {1, 0}, {0.5f, 0.25f}};

  @Test
  void shouldFillRowsOverWhatWasThere() {
    Dataset data = Dataset.ofBytes("x", BYTES, 1, 3);
    float[] into = {9, 9, 9, 9, 9};
    data.fill(1, into, 1);
    assertArrayEquals(new float[] {9, 1, 0, 0.4f, 9}, into);
  }

  @Test
  void shouldAverageColumns() {
    double[] bytes = Dataset.ofBytes("x", BYTES, 1, 3).means();
    assertArrayEquals(new double[] {255 / 510.0, 51 / 510.0, 357 / 510.0}, bytes);
    assertArrayEquals(new double[] {0.5, 0.5 / 3}, Dataset.ofFloats("x", FLOATS, 1, 2).means());
  }

  @Test
  void shouldDigestShapeAndValues() throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(2).putLong(3).put(BYTES[0]).put(BYTES[1]);
    assertEquals(sha256(bytes), Dataset.ofBytes("x", BYTES, 1, 3).digest());
    assertEquals(sha256(bytes), Dataset.ofBytes("y", BYTES, 3, 1).digest());
    ByteBuffer floats = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    floats.putLong(3).putLong(2);
    for (float[] row : FLOATS) {
      floats.putFloat(row[0]).putFloat(row[1]);
    }
    assertEquals(sha256(floats), Dataset.ofFloats("x", FLOATS, 1, 2).digest());
  }

  @Test
  void shouldSliceRows() {
    Dataset data = Dataset.ofFloats("x", FLOATS, 1, 2);
    Dataset slice = data.slice("part", 1, 3);
    assertEquals("part", slice.name());
    assertEquals(2, slice.rows());
    float[] row = new float[2];
    slice.fill(0, row, 0);
    assertArrayEquals(FLOATS[1], row);
    slice.fill(1, row, 0);
    assertArrayEquals(FLOATS[2], row);
    assertArrayEquals(new double[] {0.75, 0.125}, slice.means());
    float[][] copy = {FLOATS[1], FLOATS[2]};
    assertEquals(Dataset.ofFloats("y", copy, 1, 2).digest(), slice.digest());
    assertEquals(data.digest(), data.slice("all", 0, 3).digest());
  }

  @Test
  void shouldRefuseMisuse() {
    Dataset data = Dataset.ofFloats("x", FLOATS, 1, 2);
    assertThrows(IllegalArgumentException.class, () -> data.slice("x", 2, 2));
    assertThrows(IllegalArgumentException.class, () -> data.slice("x", 0, 4));
    assertThrows(IllegalArgumentException.class, () -> data.slice("x", -1, 2));
    float[][] none = {};
    float[][] ragged = {{0, 1}, {0}};
    float[][] large = {{0, 1.01f}};
    float[][] unknown = {{0, Float.NaN}};
    assertThrows(IllegalArgumentException.class, () -> Dataset.ofFloats("x", none, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Dataset.ofFloats("x", ragged, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Dataset.ofFloats("x", large, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Dataset.ofFloats("x", unknown, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Dataset.ofBytes("x", BYTES, 2, 3));
  }

  private static String sha256(ByteBuffer bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
