package dev.reverie.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static Safetensors example() {
    return new Safetensors(
        Map.of("model", "rbm", "kind", "ü"),
        List.of(
            Tensor.of("w", new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 6}, 2, 3),
            Tensor.of("u", new byte[] {1, -1, 0}, 3),
            Tensor.of("d", new double[] {Math.PI}),
            Tensor.of("l", new long[] {Long.MIN_VALUE, 7}, 1, 2),
            Tensor.of("i", new int[] {-5, 6}, 2, 1),
            Tensor.of("none", new float[0], 0, 4)));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Path path = folder.resolve("model.safetensors");
    Files.write(path, example().toBytes());
    Safetensors read = Safetensors.read(path);
    assertEquals(Map.of("model", "rbm", "kind", "ü"), read.metadata());
    assertEquals(
        List.of("w", "u", "d", "l", "i", "none"),
        read.tensors().stream().map(Tensor::name).toList());
    assertArrayEquals(
        new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 6},
        read.require("x", "w", TensorType.F32, 2, 3).floats());
    assertArrayEquals(new byte[] {1, -1, 0}, read.require("x", "u", TensorType.U8, 3).bytes());
    assertArrayEquals(new double[] {Math.PI}, read.require("x", "d", TensorType.F64).doubles());
    assertArrayEquals(
        new long[] {Long.MIN_VALUE, 7}, read.require("x", "l", TensorType.I64, 1, 2).longs());
    assertArrayEquals(new int[] {-5, 6}, read.require("x", "i", TensorType.I32, 2, 1).ints());
    assertEquals(0, read.require("x", "none", TensorType.F32, 0, 4).size());
    assertArrayEquals(example().toBytes(), read.toBytes());
  }

  @Test
  void shouldReadFileOfReferenceImplementation() {
    String header =
        "{\"__metadata__\":{\"model\":\"rbm\"},\"b\":{\"dtype\":\"I64\",\"shape\":[1],"
            + "\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],"
            + "\"data_offsets\":[8,32]}}   ";
    byte[] data =
        HexFormat.of().parseHex("07000000000000000000803f0000004000004040000080400000a0400000c040");
    Safetensors read = Safetensors.read(file(header, data), "reference");
    assertEquals(Map.of("model", "rbm"), read.metadata());
    assertArrayEquals(new long[] {7}, read.require("x", "b", TensorType.I64, 1).longs());
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 5, 6}, read.require("x", "a", TensorType.F32, 2, 3).floats());
    assertArrayEquals(file(header, data), read.toBytes());
  }

  @Test
  void shouldAlignDataToEightBytes() {
    for (int length = 1; length < 20; length++) {
      byte[] bytes =
          new Safetensors(Map.of(), List.of(Tensor.of("n".repeat(length), new byte[] {1}, 1)))
              .toBytes();
      long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertEquals(0, header % 8);
      assertEquals(8 + header + 1, bytes.length);
    }
  }

  @Test
  void shouldKeepTensorsLargerThanItsBuffers() {
    double[] values = new double[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0 / (i + 1);
    }
    byte[] bytes =
        new Safetensors(Map.of(), List.of(Tensor.of("x", values, values.length))).toBytes();
    assertArrayEquals(values, Safetensors.read(bytes, "large").tensors().get(0).doubles());
  }

  @Test
  void shouldKeepFileWithoutTensors() {
    Safetensors read =
        Safetensors.read(new Safetensors(Map.of("a", "b"), List.of()).toBytes(), "none");
    assertTrue(read.tensors().isEmpty());
    assertEquals(Map.of("a", "b"), read.metadata());
  }

  @Test
  void shouldRefuseFileCutAtAnyByte() {
    Damage.cut(
        example().toBytes(),
        bytes ->
            assertTrue(
                Damage.isRefused(() -> Safetensors.read(bytes, "cut")), () -> "" + bytes.length));
  }

  @Test
  void shouldRefuseOrReadFileWithAnyByteChanged() {
    int[] refused = new int[1];
    Damage.flip(
        example().toBytes(),
        bytes -> refused[0] += Damage.isRefused(() -> Safetensors.read(bytes, "flipped")) ? 1 : 0);
    assertTrue(refused[0] > 1000, () -> "refused " + refused[0]);
  }

  @Test
  void shouldRefuseFileThatIsTooLong() throws IOException {
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    example().writeTo(longer);
    longer.write(0);
    assertTrue(Damage.isRefused(() -> Safetensors.read(longer.toByteArray(), "long")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}           | does not fill 8 bytes
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}          | must begin at 0
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}           | take 4 bytes, it holds 8
          {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}          | take 16 bytes, it holds 8
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}           | are not [begin, end]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}             | are not [begin, end]
          {"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}           | dtype is 'F16'
          {"a":{"dtype":7,"shape":[4],"data_offsets":[0,8]}}               | dtype is '7'
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}          | shape holds '-2'
          {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}         | shape holds '2.0'
          {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}             | missing or not a list
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | does not fill
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | does not fill
          {"a":{"dtype":"F32","shape":[18446744073709551618],"data_offsets":[0,8]}}  | shape holds
          {"a":{"dtype":"F32","shape":[2],"offsets":[0,8]}}                | data_offsets is missing
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}     | nothing else
          {"a":7}                                                          | nothing else
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | must begin at 4
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | Duplicate
          {"__metadata__":{"a":1}}                                         | is not a text
          {"__metadata__":[]}                                              | is not an object
          {"a":                                                            | not JSON
          {} {}                                                            | not JSON
          [1]                                                              | does not begin with
          """)
  void shouldRefuseHeaderThatIsNotSound(String header, String reason) {
    byte[] bytes = file(header, new byte[8]);
    InputException e = assertThrows(InputException.class, () -> Safetensors.read(bytes, "file x"));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().startsWith("file x "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 99_999_999, 9, 1})
  void shouldRefuseHeaderLengthThatCannotBe(long length) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put("{}      ".getBytes(StandardCharsets.US_ASCII));
    assertTrue(Damage.isRefused(() -> Safetensors.read(bytes.array(), "x")));
  }

  @Test
  void shouldRefuseDeepJson() {
    byte[] bytes = file("{\"a\":".repeat(100_000), new byte[0]);
    assertTrue(Damage.isRefused(() -> Safetensors.read(bytes, "deep")));
  }

  @Test
  void shouldSayWhichTensorIsNotAsRequired() {
    InputException missing =
        assertThrows(InputException.class, () -> example().require("m.st", "v", TensorType.F32, 1));
    assertEquals("m.st has no tensor v", missing.getMessage());
    InputException shape =
        assertThrows(
            InputException.class, () -> example().require("m.st", "w", TensorType.F64, 3, 2));
    assertEquals("m.st: tensor w is F32 [2, 3], must be F64 [3, 2]", shape.getMessage());
  }

  @Test
  void shouldRefuseMisuse() {
    Tensor tensor = Tensor.of("a", new float[] {1}, 1);
    List<Tensor> twice = List.of(tensor, tensor);
    assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of(), twice));
    List<Tensor> reserved = List.of(Tensor.of("__metadata__", new float[] {1}, 1));
    assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of(), reserved));
    assertThrows(IllegalArgumentException.class, () -> Tensor.of("a", new float[6], 2, 2));
    assertThrows(IllegalArgumentException.class, tensor::doubles);
  }

  @Test
  void shouldGiveEqualBytesForEqualContents() {
    assertArrayEquals(example().toBytes(), example().toBytes());
    Safetensors other = new Safetensors(Map.of(), example().tensors());
    assertFalse(Arrays.equals(example().toBytes(), other.toBytes()));
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
