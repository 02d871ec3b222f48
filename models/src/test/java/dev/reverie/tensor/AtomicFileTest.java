package dev.reverie.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void shouldWriteAndReplace() throws IOException {
    Path path = folder.resolve("file");
    AtomicFile.write(path, out -> out.write(new byte[] {1, 2, 3}));
    AtomicFile.write(path, out -> out.write(9));
    assertArrayEquals(new byte[] {9}, Files.readAllBytes(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void shouldShowOldFileWhileWriting() throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[] {1});
    AtomicFile.write(
        path,
        out -> {
          out.write(new byte[100_000]);
          assertArrayEquals(new byte[] {1}, Files.readAllBytes(path));
          assertEquals(2, files().size());
        });
    assertEquals(100_000, Files.size(path));
  }

  @Test
  void shouldKeepOldFileWhenWritingFails() throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[] {1});
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }));
    assertEquals("disk full", thrown.getMessage());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void shouldKeepFolderThatStandsInTheWay() throws IOException {
    Path path = Files.createDirectory(folder.resolve("file"));
    Files.write(path.resolve("inside"), new byte[] {1});
    assertThrows(IOException.class, () -> AtomicFile.write(path, out -> out.write(1)));
    assertTrue(Files.exists(path.resolve("inside")));
    assertEquals(List.of(path), files());
  }

  @Test
  void shouldFailWithoutFolder() {
    Path path = folder.resolve("missing").resolve("file");
    assertThrows(IOException.class, () -> AtomicFile.write(path, out -> out.write(1)));
    assertThrows(NoSuchFileException.class, () -> AtomicFile.syncFolder(path));
  }

  @Test
  void shouldDeleteLeftoversOnly() throws IOException {
    Path hidden = Files.write(folder.resolve(".hidden"), new byte[] {1});
    Path[] killed = new Path[1];
    AtomicFile.write(
        folder.resolve("file"),
        out -> {
          List<Path> temporary = files();
          temporary.remove(hidden);
          killed[0] = temporary.get(0);
        });
    Files.write(killed[0], new byte[] {1});
    AtomicFile.deleteLeftovers(folder);
    assertEquals(List.of(hidden, folder.resolve("file")), files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
