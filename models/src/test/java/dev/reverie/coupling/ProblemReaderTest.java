package dev.reverie.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.ProblemReader.Format;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemReaderTest {
  private static final String QUBO = "c two nodes of four;p qubo 0 4 2 1;0 0 3;2 2 -1.5;0 2 4";

  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("problem"), text.replace(';', '\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Problem read(String text, Format format) {
    return ProblemReader.read(file(text), format, OptionalInt.empty());
  }

  @Test
  void shouldReadAQuboFile() {
    Problem problem = read(QUBO, Format.QUBO);
    assertEquals(4, problem.couplings().graph().units());
    assertEquals(5.5, problem.value(new byte[] {1, -1, 1, 1}));
    assertEquals(-1.5, problem.value(new byte[] {-1, 1, 1, -1}));
    assertEquals(5.5, problem.valueOf(problem.couplings().energy(new byte[] {1, -1, 1, 1})));
  }

  @Test
  void shouldReadAHeaderAndWeightsAsCouplingsOrToBeCut() {
    String text = "3 3;1 2 1;2 3 -2;1 3 1";
    byte[] state = {1, 1, -1};
    assertEquals(-2, read(text, Format.ISING).value(state));
    assertEquals(-1, read(text, Format.MAX_CUT).value(state));
    assertEquals(-7, read("2 2;1 2 5;2 2 -2", Format.ISING).value(new byte[] {-1, -1}));
  }

  @Test
  void shouldCountFromZeroWhenTold() {
    Path path = file("3 1;0 2 1");
    Problem problem = ProblemReader.read(path, Format.ISING, OptionalInt.of(0));
    assertEquals(0, problem.couplings().graph().edgeBetween(0, 2));
  }

  @Test
  void shouldTellAFormatByItsFirstLine() {
    assertEquals(Format.QUBO, ProblemReader.format(file(QUBO)));
    assertEquals(Format.ISING, ProblemReader.format(file("# x;c y;3 1;1 2 1")));
    assertEquals(Format.EDGES, ProblemReader.format(file("% z;0 0 1;0 1 1")));
    assertThrows(InputException.class, () -> ProblemReader.format(file("# x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p qubo 1 4 2 1|:1: is 'p qubo 1 4 2 1', must be 'p qubo 0 maxNodes nNodes nCouplers'",
        "p qubo 0 4 2|:1: is 'p qubo 0 4 2', must be 'p qubo 0 maxNodes nNodes nCouplers'",
        "p qubo 0 4 5 1|:1: nNodes='5', must be a whole number from 0 to 4",
        "p qubo 0 -4 5 1|:1: maxNodes='-4', must be a whole number from 1 to 33554432",
        "p qubo 0 2 2 1;0 0 1;1 2 3|:3: node='2', must be a whole number from 0 to 1",
        "p qubo 0 2 2 1;0 0|:2: is '0 0', must be two nodes and a weight",
        "p qubo 0 2 2 1;0 0 x|:2: weight='x', must be a finite number within +-1.0E15",
        "p qubo 0 2 1 1;0 0 1;1 1 1|:3: is a node more than the nNodes=1 of the first line",
        "p qubo 0 3 0 1;0 1 1;1 2 1|:3: is a coupler more than the nCouplers=1 of the first line",
        "p qubo 0 3 0 2;0 1 1;1 0 1|:3: couples 1 and 0 a second time, must couple each pair once",
      })
  void shouldRefuseOtherQuboLines(String text, String message) {
    refuses(text, Format.QUBO, message);
  }

  @Test
  void shouldRefuseAQuboFileThatBreaksItsPromise() {
    refuses(
        "p qubo 0 3 2 1;0 0 1;0 1 1",
        Format.QUBO,
        " has 1 lines of nodes, must have the nNodes=2 of its first line");
    refuses(
        "p qubo 0 3 1 2;0 0 1;0 1 1",
        Format.QUBO,
        " has 1 lines of couplers, must have the nCouplers=2 of its first line");
    refuses(
        "c", Format.QUBO, " holds no line, must begin with 'p qubo 0 maxNodes nNodes nCouplers'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|:1: is '3', must be the numbers of units and of couplings",
        "0 1|:1: units='0', must be a whole number from 1 to 33554432",
        "3 x|:1: couplings='x', must be a whole number from 0 to 1073741819",
        "3 1;1 2|:2: is '1 2', must be two units and their weight",
        "3 1;1 4 1|:2: unit='4', must be a whole number from 1 to 3",
        "3 1;1 2 1;2 3 1|:3: is one more than the 1 that the first line promises",
      })
  void shouldRefuseOtherHeaderLists(String text, String message) {
    refuses(text, Format.ISING, message);
    refuses(text, Format.MAX_CUT, message);
  }

  @Test
  void shouldRefuseAHeaderListThatBreaksItsPromise() {
    String message =
        " has 1 lines of two units and a weight, must have the 2 that its first line promises";
    refuses("3 2;1 2 1", Format.ISING, message);
    refuses("3 2;2 2 1", Format.MAX_CUT, ":2: joins unit 2 with itself, must be two units");
  }

  /** Nothing as large as promised may be asked for before it is refused. */
  @Test
  void shouldRefusePromisesBeyondMemoryBeforeTakingIt() {
    String promise = "3 1073741819;1 2 1";
    String message =
        assertThrows(InputException.class, () -> read(promise, Format.ISING)).getMessage();
    assertTrue(message.contains("3 units and 1073741819 couplings take"), message);
    String qubo = "p qubo 0 9 1 1073741819;0 0 1";
    assertThrows(InputException.class, () -> read(qubo, Format.QUBO));
  }

  private void refuses(String text, Format format, String message) {
    Path path = file(text);
    InputException refusal =
        assertThrows(
            InputException.class, () -> ProblemReader.read(path, format, OptionalInt.empty()));
    assertEquals(path + message, refusal.getMessage());
  }
}
