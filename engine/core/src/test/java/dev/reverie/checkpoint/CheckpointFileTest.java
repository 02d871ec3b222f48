package dev.reverie.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Arithmetic;
import dev.reverie.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("some.checkpoint");
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    CheckpointFile.write(file, Checkpoints.at(300));
    Checkpoints.assertSame(Checkpoints.at(300), CheckpointFile.read(file));
    CheckpointFile.write(file, Checkpoints.empty());
    Checkpoints.assertSame(Checkpoints.empty(), CheckpointFile.read(file));
  }

  @Test
  void shouldWriteEqualBytesForEqualCheckpoints() throws IOException {
    Path other = folder.resolve("other.checkpoint");
    CheckpointFile.write(file, Checkpoints.at(300));
    CheckpointFile.write(other, Checkpoints.at(300));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other));
  }

  /** The file is small, so that its every byte can be tried. */
  @Test
  void shouldRefuseAFileWithAnyByteFlipped() throws IOException {
    CheckpointFile.write(file, Checkpoints.at(300));
    byte[] good = Files.readAllBytes(file);
    for (int place = 0; place < good.length; place++) {
      byte[] bad = good.clone();
      bad[place] ^= (byte) (1 << place % 8);
      assertRefused(bad, "byte " + place);
    }
  }

  @Test
  void shouldRefuseAFileTruncatedAnywhere() throws IOException {
    CheckpointFile.write(file, Checkpoints.at(300));
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      assertRefused(Arrays.copyOf(good, length), "length " + length);
    }
  }

  @Test
  void shouldRefuseAFileWithSomethingBehindIt() throws IOException {
    CheckpointFile.write(file, Checkpoints.at(300));
    byte[] good = Files.readAllBytes(file);
    assertRefused(Arrays.copyOf(good, good.length + 1), "one byte more");
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    String message =
        assertThrows(InputException.class, () -> CheckpointFile.read(file), what).getMessage();
    assertTrue(message.startsWith("checkpoint " + file + " is damaged: "), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    CheckpointFile.write(file, Checkpoints.at(300));
    byte[] good = Files.readAllBytes(file);
    assertMessage("it has 9 bytes, a header takes 48", Arrays.copyOf(good, 9));
    byte[] other = good.clone();
    other[0] = 'r';
    assertMessage("it does not begin with REVERIE1", other);
    int content = good.length - 48;
    assertMessage(
        "it has " + (content - 5) + " bytes of content, not " + content,
        Arrays.copyOf(good, good.length - 5));
    byte[] flipped = good.clone();
    flipped[flipped.length - 1]++;
    assertMessage("its content does not have the SHA-256 in its header", flipped);
  }

  private void assertMessage(String why, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    var refusal = assertThrows(InputException.class, () -> CheckpointFile.read(file));
    assertEquals("checkpoint " + file + " is damaged: " + why, refusal.getMessage());
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    var refusal = assertThrows(InputException.class, () -> CheckpointFile.read(file));
    assertEquals(file + " does not exist", refusal.getMessage());
  }

  /** Whole, but from a program whose numbers would go on differently. */
  @Test
  void shouldRefuseAnotherArithmetic() throws IOException {
    seal(Map.of("arithmetic", "0"));
    var refusal = assertThrows(InputException.class, () -> CheckpointFile.read(file));
    assertEquals(
        "checkpoint "
            + file
            + " has arithmetic version 0, this program computes with version "
            + Arithmetic.VERSION,
        refusal.getMessage());
  }

  @Test
  void shouldRefuseAWholeFileWithoutACheckpoint() throws IOException {
    seal(Map.of("arithmetic", Integer.toString(Arithmetic.VERSION)));
    var refusal = assertThrows(InputException.class, () -> CheckpointFile.read(file));
    assertEquals(
        "checkpoint " + file + " is damaged: epoch=, must be a whole number", refusal.getMessage());
  }

  private void seal(Map<String, String> metadata) throws IOException {
    SealedFile.write(file, new Safetensors(metadata, List.of())::writeTo);
  }
}
