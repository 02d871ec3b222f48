package dev.reverie.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeListReaderTest {
  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("glass.txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldReadCouplingsBiasesAndComments() {
    String text = "# a triangle\n1 2 0.5\n\n3 1 -2e1  # strong\n% more\n\t2 3 4\r\n2 0.25\n3 3 -1";
    Couplings couplings = EdgeListReader.read(file(text), 1);
    assertEquals(3, couplings.graph().units());
    assertEquals(0.5, couplings.coupling(couplings.graph().edgeBetween(0, 1)));
    assertEquals(-20, couplings.coupling(couplings.graph().edgeBetween(0, 2)));
    assertEquals(4, couplings.coupling(couplings.graph().edgeBetween(1, 2)));
    assertEquals(0, couplings.bias(0));
    assertEquals(0.25, couplings.bias(1));
    assertEquals(-1, couplings.bias(2));
    assertEquals(-(0.5 + 20 - 4 + 0.25 + 1), couplings.energy(new byte[] {1, 1, -1}));
  }

  @Test
  void shouldCountFromWhereTheCallerSays() {
    assertEquals(4, EdgeListReader.read(file("1 3 1"), 0).graph().units());
    assertEquals(3, EdgeListReader.read(file("1 3 1"), 1).graph().units());
    assertEquals(9, EdgeListReader.read(file("1 3 1"), 0, 9).graph().units());
  }

  @Test
  void shouldReadAStructure() {
    Graph graph = EdgeListReader.readGraph(file("0 1\n4 2\n"), 0, 6);
    assertEquals(Graph.of(6, new int[] {0, 2}, new int[] {1, 4}), graph);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 1|:1: unit='0', must be a whole number from 1 to 33554432",
        "1 2 1;2 x 1|:2: unit='x', must be a whole number from 1 to 33554432",
        "1 2.0 1|:1: unit='2.0', must be a whole number from 1 to 33554432",
        "1 99999999999 1|:1: unit='99999999999', must be a whole number from 1 to 33554432",
        "#;;1 2 NaN|:3: coupling='NaN', must be a finite number within +-1.0E15",
        "1 2 1e400|:1: coupling='1e400', must be a finite number within +-1.0E15",
        "1 2 one|:1: coupling='one', must be a finite number within +-1.0E15",
        "1 Infinity|:1: bias='Infinity', must be a finite number within +-1.0E15",
        "1 2 3;2 1 4|:2: couples 2 and 1 a second time, must couple each pair once",
        "1 2;2 3;1 1 4|:3: gives unit 1 a number a second time, must give each one",
        "1 2 3 4|:1: is '1 2 3 4', must be two units and their coupling, or a unit and its bias",
        "7|:1: is '7', must be two units and their coupling, or a unit and its bias",
      })
  void shouldRefuseOtherLinesWithTheirNumber(String text, String message) {
    Path path = file(text.replace(';', '\n'));
    assertEquals(path + message, refusal(() -> EdgeListReader.read(path, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1;1 2 3|:2: is '1 2 3', must be two units",
        "0 1;2 2|:2: couples unit 2 with itself, must be two units",
        "0 4|:1: unit='4', must be a whole number from 0 to 3",
        "0 1;1 0|:2: couples 1 and 0 a second time, must couple each pair once",
      })
  void shouldRefuseOtherStructures(String text, String message) {
    Path path = file(text.replace(';', '\n'));
    assertEquals(path + message, refusal(() -> EdgeListReader.readGraph(path, 0, 4)));
  }

  @Test
  void shouldRefuseALineWithoutEnd() {
    Path path = file("0 1 1\n" + "1".repeat(10_000));
    assertEquals(
        path + ":2: is longer than 4096 characters, must be a few numbers",
        refusal(() -> EdgeListReader.read(path, 0)));
  }

  @Test
  void shouldRefuseAFileWithoutALine() {
    Path path = file("# nothing\n\n");
    assertEquals(
        path + " holds no coupling, must hold lines of two units and a number",
        refusal(() -> read(path)));
  }

  @Test
  void shouldRefuseWhatIsNoFileOrNoText() throws IOException {
    assertEquals(folder + " is a folder, must be a file", refusal(() -> read(folder)));
    Path none = folder.resolve("none");
    assertEquals(none + " does not exist", refusal(() -> read(none)));
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertEquals(
        bytes + " is not text in UTF-8, must be lines of numbers", refusal(() -> read(bytes)));
  }

  private static void read(Path path) {
    EdgeListReader.read(path, 0);
  }

  private static String refusal(Runnable reading) {
    return assertThrows(InputException.class, reading::run).getMessage();
  }
}
