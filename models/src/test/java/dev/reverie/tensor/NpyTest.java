package dev.reverie.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  private static final float[][] FLOATS = {{0, .25f, 1}, {.5f, 0, .75f}};

  /** What NumPy 2 writes for {@link #FLOATS}. */
  private static final String NUMPY =
      "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046"
          + "616c73652c20277368617065273a2028322c2033292c207d"
          + "20".repeat(58)
          + "0a000000000000803e0000803f0000003f000000000000403f";

  @Test
  void shouldWriteTheBytesThatNumPyWrites() {
    assertEquals(NUMPY, HexFormat.of().formatHex(bytes(FLOATS)));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    assertArrayEquals(FLOATS, floats(bytes(FLOATS)));
    byte[][] rows = {{1, -1}, {0, 127}, {3, 4}};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, rows);
    assertArrayEquals(rows, Npy.readBytes(new ByteArrayInputStream(out.toByteArray()), "bytes"));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 4"})
  void shouldReadHeadersOfAllVersions(int version, int lengthBytes) throws IOException {
    String text = "{\"shape\": (3,), 'fortran_order':False , 'descr': '<f8'}\n";
    NpyHeader header =
        NpyHeader.read(new ByteArrayInputStream(header(version, lengthBytes, text)), "x");
    assertEquals(new NpyHeader("<f8", List.of(3L)), header);
    assertEquals(3, header.elements());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }             | column by column
          {'descr': '<f4', 'fortran_order': False, }                            | its header is
          {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': True}  | the field 'x'
          {'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}            | its header is
          {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3)}    | its header is
          {'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)} | its shape is
          {'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}              | its shape is
          'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)               | its header is
          {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} x           | its header is
          """)
  void shouldRefuseHeaderThatIsNotSound(String text, String reason) {
    ByteArrayInputStream in = new ByteArrayInputStream(header(1, 2, text));
    InputException e = assertThrows(InputException.class, () -> NpyHeader.read(in, "file x"));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().startsWith("file x "), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"'<f4', '(1, 2)', 4", "'|u1', '(8,)', 4", "'<f4', '(0, 2)', 0"})
  void shouldRefuseWhatIsNoMatrixOfThisType(String type, String shape, int bytes) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + "}";
    byte[] header = header(1, 2, text);
    byte[] file = Arrays.copyOf(header, header.length + bytes);
    assertTrue(Damage.isRefused(() -> read(() -> Npy.readBytes(stream(file), "x"))));
    assertTrue(Damage.isRefused(() -> floats(file)));
  }

  @Test
  void shouldRefuseShapeThatPromisesMoreThanMemory() {
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 500000000)}";
    assertTrue(Damage.isRefused(() -> floats(header(1, 2, text))));
  }

  @Test
  void shouldRefuseFileCutAtAnyByte() {
    Damage.cut(bytes(FLOATS), bytes -> assertTrue(Damage.isRefused(() -> floats(bytes))));
  }

  @Test
  void shouldRefuseOrReadFileWithAnyByteChanged() {
    int[] refused = new int[1];
    Damage.flip(
        bytes(FLOATS), bytes -> refused[0] += Damage.isRefused(() -> floats(bytes)) ? 1 : 0);
    assertTrue(refused[0] > 400, () -> "refused " + refused[0]);
  }

  @Test
  void shouldRefuseFileThatIsTooLong() {
    byte[] longer = Arrays.copyOf(bytes(FLOATS), bytes(FLOATS).length + 1);
    assertTrue(Damage.isRefused(() -> floats(longer)));
  }

  @Test
  void shouldRefuseRowsOfUnequalLength() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Npy.write(new ByteArrayOutputStream(), new float[][] {{1, 2}, {3}}));
  }

  private static byte[] header(int version, int lengthBytes, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    for (int i = 0; i < lengthBytes; i++) {
      out.write(text.length() >>> 8 * i);
    }
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] bytes(float[][] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return read(
        () -> {
          Npy.write(out, rows);
          return out.toByteArray();
        });
  }

  private static float[][] floats(byte[] bytes) {
    return read(() -> Npy.readFloats(stream(bytes), "x"));
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
