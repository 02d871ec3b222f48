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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {
  @TempDir Path folder;

  @Test
  void shouldGenerateDigits() {
    DataSource source = DataSource.of("digits");
    assertEquals(10_000, source.train().rows());
    assertEquals(2_000, source.test().orElseThrow().rows());
    assertEquals("digits: 10000 rows of 28 x 28; test: 2000 other drawings", source.description());
  }

  @Test
  void shouldGenerateBarsAndStripes() {
    DataSource source = DataSource.of("bars-and-stripes");
    assertEquals(30, source.train().rows());
    assertEquals(source.train().digest(), source.test().orElseThrow().digest());
    assertEquals("bars-and-stripes: 30 rows of 4 x 4; test: the same rows", source.description());
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, t10k-images-idx3-ubyte",
    "train-images-idx3-ubyte, t10k-images-idx3-ubyte.gz",
    "train-images-idx3-ubyte.gz, t10k-images-idx3-ubyte",
    "train-images-idx3-ubyte.gz, t10k-images-idx3-ubyte.gz"
  })
  void shouldFindTestSetBesideMnist(String trainName, String testName) throws IOException {
    Path train = pictures(trainName, 20);
    pictures(testName, 3);
    DataSource source = DataSource.of(train.toString());
    assertEquals(20, source.train().rows());
    assertEquals(3, source.test().orElseThrow().rows());
    assertEquals(
        trainName + ": 20 rows of 1 x 2; test: 3 rows of " + testName, source.description());
  }

  @Test
  void shouldRefuseTestSetOfAnotherShape() throws IOException {
    Path train = pictures("train-images", 20);
    Path test = folder.resolve("t10k-images");
    Files.write(test, DataFiles.pictures(1, 1, 3, new byte[3]));
    InputException e = assertThrows(InputException.class, () -> DataSource.of(train.toString()));
    assertEquals(test + " has 3 values a row, must have 2 as " + train, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"2,1,1", "9,8,1", "19,18,1", "20,18,2", "100,90,10"})
  void shouldHoldOutTheLastTenth(int rows, int train, int test) throws IOException {
    DataSource source = DataSource.of(pictures("train-images", rows).toString());
    assertEquals(train, source.train().rows());
    assertEquals(test, source.test().orElseThrow().rows());
    float[] row = new float[2];
    source.test().orElseThrow().fill(test - 1, row, 0);
    assertArrayEquals(new float[] {1, (rows - 1) / 255f}, row);
    assertNotEquals(source.train().digest(), source.test().orElseThrow().digest());
    assertEquals(
        "train-images: " + train + " rows of 1 x 2; test: its last " + test + " rows, held out",
        source.description());
  }

  @Test
  void shouldHoldOutNothingWhenTold() throws IOException {
    String path = pictures("all", 20).toString();
    DataSource source = DataSource.of(path, ValueRange.INTENSITIES, false);
    assertEquals(20, source.train().rows());
    assertTrue(source.test().isEmpty());
    assertEquals("all: 20 rows of 1 x 2", source.description());
  }

  @Test
  void shouldHaveNoTestOfASingleRow() throws IOException {
    DataSource source = DataSource.of(pictures("one", 1).toString());
    assertEquals(1, source.train().rows());
    assertTrue(source.test().isEmpty());
    assertEquals("one: 1 rows of 1 x 2; no row is left for a test", source.description());
  }

  @Test
  void shouldPointOutBytesThatMayHaveBeenMeantAsBits() throws IOException {
    Path path = folder.resolve("bits");
    Files.write(path, DataFiles.npy("|u1", "(2, 2)", (byte) 0, (byte) 1, (byte) 1, (byte) 0));
    String words = DataSource.of(path.toString()).description();
    assertTrue(words.contains("no value above 1/255: bytes are divided by 255"), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digit", "", " ", "no/such/file", "nul\0"})
  void shouldSayWhatDataThereIs(String value) {
    InputException e = assertThrows(InputException.class, () -> DataSource.of(value));
    assertTrue(
        e.getMessage().endsWith(", must be digits, bars-and-stripes or a file"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void shouldRefuseFolder() {
    InputException e = assertThrows(InputException.class, () -> DataSource.of(folder.toString()));
    assertEquals(folder + " is a folder, must be a file", e.getMessage());
  }

  private Path pictures(String name, int rows) throws IOException {
    byte[] values = new byte[2 * rows];
    for (int row = 0; row < rows; row++) {
      values[2 * row] = (byte) 255;
      values[2 * row + 1] = (byte) row;
    }
    byte[] file = DataFiles.pictures(rows, 1, 2, values);
    return Files.write(folder.resolve(name), name.endsWith(".gz") ? DataFiles.gzip(file) : file);
  }
}
