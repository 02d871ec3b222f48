package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataReaderTest {
  private static final byte[] SIX = {0, 51, (byte) 255, (byte) 128, 0, 1};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReadIdxPictures(boolean zipped) throws IOException {
    byte[] file = DataFiles.pictures(1, 2, 3, SIX);
    Dataset data = DataReader.read(write(zipped ? DataFiles.gzip(file) : file));
    assertEquals("data.bin", data.name());
    assertShape(data, 1, 2, 3);
    assertRow(data, 0, 0, 51 / 255f, 1, 128 / 255f, 0, 1 / 255f);
  }

  @Test
  void shouldReadIdxRows() throws IOException {
    Dataset data = DataReader.read(write(DataFiles.idx(8, 2, new int[] {2, 3}, SIX)));
    assertShape(data, 2, 1, 3);
    assertRow(data, 0, 0, 51 / 255f, 1);
    assertRow(data, 1, 128 / 255f, 0, 1 / 255f);
  }

  @Test
  void shouldReadNpyBytes() throws IOException {
    Dataset flat = DataReader.read(write(DataFiles.npy("|u1", "(2, 3)", SIX)));
    assertShape(flat, 2, 1, 3);
    assertRow(flat, 1, 128 / 255f, 0, 1 / 255f);
    Dataset pictures = DataReader.read(write(DataFiles.npy("|u1", "(1, 3, 2)", SIX)));
    assertShape(pictures, 1, 3, 2);
  }

  @Test
  void shouldReadNpyBooleans() throws IOException {
    byte[] file = DataFiles.npy("|b1", "(2, 2)", (byte) 1, (byte) 0, (byte) 0, (byte) 1);
    Dataset data = DataReader.read(write(file));
    assertRow(data, 0, 1, 0);
    assertRow(data, 1, 0, 1);
  }

  @Test
  void shouldReadNpyReals() throws IOException {
    byte[] floats = DataFiles.npy("<f4", "(2, 2)", DataFiles.floats(0.1f, -0.0f, 1, 0.5f));
    byte[] doubles = DataFiles.npy("<f8", "(2, 2)", DataFiles.doubles(0.1, 0, 1, 0.5));
    Dataset data = DataReader.read(write(floats));
    assertRow(data, 0, 0.1f, 0);
    assertRow(data, 1, 1, 0.5f);
    assertEquals(data.digest(), DataReader.read(write(DataFiles.gzip(doubles))).digest());
  }

  @Test
  void shouldGiveEqualContentEqualDigestWhateverTheFile() throws IOException {
    String idx = DataReader.read(write(DataFiles.pictures(1, 2, 3, SIX))).digest();
    byte[] npy = DataFiles.npy("|u1", "(1, 6)", SIX);
    assertEquals(idx, DataReader.read(write(DataFiles.gzip(npy))).digest());
    assertNotEquals(idx, DataReader.read(write(DataFiles.npy("|u1", "(2, 3)", SIX))).digest());
  }

  @Test
  void shouldGuessSquarePictures() throws IOException {
    assertShape(DataReader.read(write(DataFiles.npy("|u1", "(1, 4)", new byte[4]))), 1, 2, 2);
    assertShape(DataReader.read(write(DataFiles.npy("|u1", "(1, 5)", new byte[5]))), 1, 1, 5);
  }

  @Test
  void shouldReadValuesBeyondOneBuffer() throws IOException {
    double[] values = new double[30_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? 0 : i / 30_000.0;
    }
    byte[] file = DataFiles.npy("<f8", "(3, 10000)", DataFiles.doubles(values));
    Dataset data = DataReader.read(write(file));
    float[] row = new float[10_000];
    data.fill(2, row, 0);
    for (int i = 0; i < row.length; i++) {
      assertEquals((float) values[20_000 + i], row[i]);
    }
  }

  @Test
  void shouldRefuseMissingFileAndFolder() {
    Path missing = folder.resolve("missing");
    assertEquals(missing + " does not exist", refusal(missing));
    assertEquals(folder + " is a folder, must be a file", refusal(folder));
  }

  static Stream<Arguments> unusable() {
    byte[] sound = DataFiles.pictures(1, 2, 3, SIX);
    byte[] zip = DataFiles.gzip(sound);
    byte[] brokenZip = zip.clone();
    brokenZip[zip.length - 8] ^= 1;
    int[] most = {-1, -1, -1};
    return Stream.of(
        Arguments.of(new byte[0], "is empty"),
        Arguments.of(DataFiles.gzip(new byte[0]), "is empty"),
        Arguments.of(
            new byte[] {'P', 'K', 3, 4}, "begins with the bytes 50 4b 03 04, must be IDX,"),
        Arguments.of(DataFiles.gzip(zip), "begins with the bytes 1f 8b"),
        Arguments.of(new byte[] {0x1f, (byte) 0x8b}, "is truncated: its gzip stream ends early"),
        Arguments.of(Arrays.copyOf(zip, zip.length - 9), "is truncated: its gzip"),
        Arguments.of(brokenZip, "is damaged: its gzip stream is not sound"),
        Arguments.of(new byte[] {0, 0, 8}, "is truncated: it ends within its IDX header"),
        Arguments.of(DataFiles.idx(8, 3, new int[] {1, 2}, SIX), "promises 1 x 6815488"),
        Arguments.of(DataFiles.idx(13, 3, new int[] {1, 2, 3}, SIX), "is IDX of type 0x0D"),
        Arguments.of(DataFiles.idx(8, 1, new int[] {6}, SIX), "is IDX of 1 dimensions"),
        Arguments.of(DataFiles.idx(8, 4, new int[] {1, 1, 2, 3}, SIX), "is IDX of 4 dimensions"),
        Arguments.of(DataFiles.pictures(0, 2, 3), "holds 0 rows of 6 values"),
        Arguments.of(DataFiles.pictures(1, 0, 3), "holds 1 rows of 0 values"),
        Arguments.of(DataFiles.pictures(1, 2, 4, SIX), "1 x 8 values in 8 bytes, found 6 bytes"),
        Arguments.of(DataFiles.pictures(1, 1, 5, SIX), "has more than the 1 x 5 values in 5 bytes"),
        Arguments.of(DataFiles.idx(8, 3, most, SIX), "promises 4294967295 rows of"),
        Arguments.of(DataFiles.pictures(2147483639, 2, 3, SIX), "promises 2147483639 x 6 values"),
        Arguments.of(DataFiles.pictures(Integer.MAX_VALUE, 2, 3, SIX), "promises 2147483647 rows"),
        Arguments.of(
            DataFiles.gzip(DataFiles.pictures(2000000000, 8191, 8191, SIX)), "found 6 bytes"),
        Arguments.of(DataFiles.pictures(1, 8192, 8192, SIX), "must be less than"),
        Arguments.of(DataFiles.pictures(1, 65536, 65536, SIX), "must be less than"),
        Arguments.of(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'X', 1, 0}, "0x93 NUMPY"),
        Arguments.of(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 4, 0}, "version is 4.0"),
        Arguments.of(
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 9}, "within its header"),
        Arguments.of(DataFiles.npy(">f4", "(1, 1)", new byte[4]), "type '>f4', must be |u1"),
        Arguments.of(DataFiles.npy("|u1", "(6,)", SIX), "has the shape [6], must be rows x"),
        Arguments.of(DataFiles.npy("|u1", "()", SIX), "has the shape []"),
        Arguments.of(DataFiles.npy("|u1", "(1, 1, 2, 3)", SIX), "has the shape [1, 1, 2, 3]"),
        Arguments.of(DataFiles.npy("|u1", "(6, 0)", SIX), "holds 6 rows of 0 values"),
        Arguments.of(
            DataFiles.npy("|u1", "(7, 1)", SIX), "promises 7 x 1 values in 7 bytes, found 6"),
        Arguments.of(DataFiles.npy("|u1", "(5, 1)", SIX), "has more than the 5 x 1 values"),
        Arguments.of(
            DataFiles.npy("|u1", "(9223372036854775807, 9223372036854775807)", SIX), "promises"),
        Arguments.of(DataFiles.npy("|u1", "(1, 9223372036854775807, 2)", SIX), "must be less than"),
        Arguments.of(DataFiles.npy("<f8", "(2147483000, 67108863)", SIX), "is truncated"),
        Arguments.of(
            DataFiles.npy("|b1", "(1, 2)", (byte) 1, (byte) -1),
            "holds 255 at row 0, column 1 (counted from 0), must be 0 or 1"),
        Arguments.of(
            DataFiles.npy("<f4", "(2, 2)", DataFiles.floats(0, 1, 0, 1.5f)),
            "holds 1.5 at row 1, column 1 (counted from 0), must be in [0, 1]"),
        Arguments.of(
            DataFiles.npy("<f4", "(2, 2)", DataFiles.floats(0, 1, Float.NaN, 1)),
            "holds NaN at row 1, column 0"),
        Arguments.of(
            DataFiles.npy("<f8", "(1, 2)", DataFiles.doubles(1 + 1e-12, 1)),
            "holds 1.000000000001 at row 0, column 0"),
        Arguments.of(
            DataFiles.npy("<f8", "(1, 2)", DataFiles.doubles(-Double.MIN_VALUE, 1)),
            "holds -4.9E-324 at row 0, column 0"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void shouldRefuseUnusableFileInOneLine(byte[] file, String reason) throws IOException {
    Path path = write(file);
    String message = refusal(path);
    assertTrue(message.contains(reason), message);
    assertTrue(message.startsWith(path + " "), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static String refusal(Path path) {
    return assertThrows(InputException.class, () -> DataReader.read(path)).getMessage();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.bin"), bytes);
  }

  private static void assertShape(Dataset data, int rows, int height, int width) {
    assertEquals(rows, data.rows());
    assertEquals(height, data.height());
    assertEquals(width, data.width());
    assertEquals(height * width, data.columns());
  }

  private static void assertRow(Dataset data, int row, float... expected) {
    float[] values = new float[data.columns()];
    data.fill(row, values, 0);
    assertArrayEquals(expected, values);
  }
}
