package dev.reverie.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  @Test
  void shouldReadWhatItWrites() {
    ByteBuffer bytes = Fields.allocate(2 + Fields.textBytes("Größe") + 4 + 3);
    Fields.writeFlag(bytes, true);
    Fields.writeFlag(bytes, false);
    Fields.writeText(bytes, "Größe");
    Fields.writeBytes(bytes, new byte[] {1, 2, 3});
    assertEquals("0100" + "07000000" + "4772c3b6c39f65" + "03000000" + "010203", hex(bytes));
    bytes.flip();
    assertTrue(Fields.readFlag(bytes, "flag"));
    assertFalse(Fields.readFlag(bytes, "flag"));
    assertEquals("Größe", Fields.readText(bytes, "text"));
    assertArrayEquals(new byte[] {1, 2, 3}, Fields.readBytes(bytes, "bytes"));
    Fields.requireEnd(bytes, "all");
  }

  private static String hex(ByteBuffer bytes) {
    return HexFormat.of().formatHex(bytes.array());
  }

  @Test
  void shouldNameWhatMayNotBeThere() {
    assertRefused("flag=2, must be from 0 to 1", () -> Fields.readFlag(of("02"), "flag"));
    assertRefused("flag takes 1 bytes, only 0 are left", () -> Fields.readFlag(of(""), "flag"));
    assertRefused("n=-1, must be from 0 to 9", () -> Fields.readInt(of("ffffffff"), "n", 0, 9));
    assertRefused("n=2, must be 3", () -> Fields.readInt(of("02000000"), "n", 3, 3));
    assertRefused(
        "n takes 8 bytes, only 4 are left", () -> Fields.readLong(of("02000000"), "n", 3, 3));
    assertRefused(
        "parts takes 17179869176 bytes, only 0 are left",
        () -> Fields.readCount(of("ffffff7f"), "parts", 8));
    assertRefused(
        "text of 2 bytes, must be UTF-8", () -> Fields.readText(of("02000000c341"), "text"));
    assertRefused(
        "token takes 3 bytes, only 2 are left",
        () -> Fields.readBytes(of("030000000102"), "token"));
    assertRefused("bytes behind all=1, must be 0", () -> Fields.requireEnd(of("00"), "all"));
  }

  private static ByteBuffer of(String hex) {
    return Fields.over(HexFormat.of().parseHex(hex));
  }

  private static void assertRefused(String why, Runnable reading) {
    assertEquals(why, assertThrows(IllegalArgumentException.class, reading::run).getMessage());
  }
}
