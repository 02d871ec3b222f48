package dev.reverie.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir Path folder;

  @Test
  void shouldOpenFile() throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[] {1, 2});
    try (InputStream in = InputFile.open(path)) {
      assertArrayEquals(new byte[] {1, 2}, in.readAllBytes());
    }
  }

  @Test
  void shouldNameWhatCannotBeOpened() {
    Path missing = folder.resolve("missing");
    assertEquals(
        missing + " does not exist",
        assertThrows(InputException.class, () -> InputFile.open(missing)).getMessage());
    assertEquals(
        folder + " is a folder, must be a file",
        assertThrows(InputException.class, () -> InputFile.open(folder)).getMessage());
  }

  @Test
  void shouldSayWhyReadingFailed() {
    Path path = Path.of("x");
    assertEquals(
        "x cannot be read: permission denied",
        InputFile.unreadable(path, new AccessDeniedException("x")).getMessage());
    assertEquals(
        "x cannot be read: disk on fire",
        InputFile.unreadable(path, new IOException("disk on fire")).getMessage());
  }
}
