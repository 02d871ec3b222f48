package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.tensor.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataReaderDamageTest {
  @TempDir Path folder;

  static Stream<Arguments> binary() {
    byte[] six = {0, 51, (byte) 255, (byte) 128, 0, 1};
    byte[] idx = DataFiles.pictures(1, 2, 3, six);
    byte[] bytes = DataFiles.npy("|u1", "(1, 2, 3)", six);
    byte[] booleans = DataFiles.npy("|b1", "(2, 1)", (byte) 1, (byte) 0);
    byte[] floats = DataFiles.npy("<f4", "(2, 2)", DataFiles.floats(0, 1, 0.5f, 0.2f));
    byte[] doubles = DataFiles.npy("<f8", "(1, 2)", DataFiles.doubles(0.1, 1));
    byte[] csv = DataFiles.ascii("a,b\n0,0.5\n\"1\",1e-3\n");
    return Stream.of(
        Arguments.of("IDX", idx),
        Arguments.of("gzipped IDX", DataFiles.gzip(idx)),
        Arguments.of("NPY of bytes", bytes),
        Arguments.of("gzipped NPY", DataFiles.gzip(bytes)),
        Arguments.of("NPY of booleans", booleans),
        Arguments.of("NPY of floats", floats),
        Arguments.of("NPY of doubles", doubles),
        Arguments.of("gzipped CSV", DataFiles.gzip(csv)));
  }

  static Stream<Arguments> all() {
    byte[] csv = DataFiles.ascii("a,b\n0,0.5\n\"1\",1e-3\n\r\n1,.25");
    return Stream.concat(binary(), Stream.of(Arguments.of("CSV", csv)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void shouldRefuseFileCutAtAnyByte(String kind, byte[] file) {
    assertFalse(Damage.isRefused(() -> read(file)), kind);
    Damage.cut(
        file,
        bytes ->
            assertTrue(
                Damage.isRefused(() -> read(bytes)),
                () -> kind + " cut after " + bytes.length + " bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void shouldRefuseOrReadFileWithAnyByteChanged(String kind, byte[] file) {
    assertFalse(Damage.isRefused(() -> read(file)), kind);
    int[] refused = new int[1];
    Damage.flip(file, bytes -> refused[0] += Damage.isRefused(() -> read(bytes)) ? 1 : 0);
    assertTrue(refused[0] > file.length, () -> kind + " refused " + refused[0]);
  }

  private void read(byte[] bytes) {
    try {
      DataReader.read(Files.write(folder.resolve("data"), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
