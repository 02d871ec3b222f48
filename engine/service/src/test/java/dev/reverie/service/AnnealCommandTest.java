package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnealCommandTest {
  /** A triangle that cannot be satisfied, and a unit that only has a bias. */
  private static final String EDGES = "0 1 -1\n1 2 -1\n0 2 -2\n3 0.5\n";

  @TempDir Path folder;

  private void file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  @Test
  void shouldWriteTheBestStateAndTheValueOverTime() throws IOException {
    file("edges.txt", EDGES);
    Run run = done("anneal", "edges.txt", "--runs=10", "--sweeps=20", "--seed=3");
    assertTrue(run.out().contains("problem: edges, 4 units, 3 edges"), run::out);
    assertTrue(run.out().contains("lowest value -2.5, reached by"), run::out);
    List<String> state = lines("anneal.txt");
    assertEquals("# value -2.5", state.get(0));
    assertEquals(5, state.size());
    assertEquals("3 1", state.get(4));
    assertFalse(state.get(1).substring(2).equals(state.get(3).substring(2)));
    List<String> trace = lines("anneal-trace.csv");
    assertEquals("sweep,temperature,best_value", trace.get(0));
    assertEquals(21, trace.size());
    assertTrue(trace.get(20).startsWith("20,") && trace.get(20).endsWith(",-2.5"), trace::toString);
  }

  /** f(x) = 3 x0 - 2 x1 - 2 x2 + 3 x1 x2 - 5 x0 x2: least, -4, at 1 0 1. */
  @Test
  void shouldTellQuboValuesInTheFilesOwnTerms() throws IOException {
    file("q.qubo", "c x\np qubo 0 3 3 2\n0 0 3\n1 1 -2\n2 2 -2\n1 2 3\n0 2 -5\n");
    Run run = done("anneal", "q.qubo", "--states=20", "--out=all.csv", "--threads=1");
    assertTrue(run.out().contains("lowest value -4, reached by"), run::out);
    List<String> rows = lines("all.csv");
    assertEquals("value,run,unit_0,unit_1,unit_2", rows.get(0));
    assertTrue(rows.get(1).matches("-4,\\d+,1,0,1"), rows::toString);
  }

  @Test
  void shouldTakeWeightsAsCouplingsOrToBeCut() throws IOException {
    file("g.txt", "4 4\n1 2 1\n2 3 1\n3 4 1\n4 1 3\n");
    Run ising = done("anneal", "g.txt", "--runs=5");
    assertTrue(ising.out().contains("lowest value -6,"), ising::out);
    Run cut = done("anneal", "g.txt", "--format=max-cut", "--runs=5", "--states=1");
    assertTrue(cut.out().contains("highest value 6,"), cut::out);
    List<String> state = lines("anneal.txt");
    assertEquals(state.get(1).substring(2), state.get(3).substring(2));
    assertFalse(state.get(1).substring(2).equals(state.get(2).substring(2)));
  }

  @Test
  void shouldFindTheSameForAnyNumberOfThreads() throws IOException {
    StringBuilder glass = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      glass.append(i + " " + (i + 1) % 40 + " " + (i % 3 - 1.1) + "\n");
      glass.append(i + " " + (i + 7) % 40 + " " + (i % 5 - 2.2) + "\n");
    }
    file("glass.txt", glass.toString());
    String[] first = {"anneal", "glass.txt", "--runs=40", "--sweeps=30", "--threads=1"};
    String[] second = {"anneal", "glass.txt", "--runs=40", "--sweeps=30", "--threads=5"};
    String one = done(first).out();
    List<String> trace = lines("anneal-trace.csv");
    assertEquals(one, done(second).out());
    assertEquals(trace, lines("anneal-trace.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere|nowhere does not exist",
        ".|is a folder, must be a file",
        "bad.txt|bad.txt:2: coupling='x', must be a finite number",
        "edges.txt --format=qubo|edges.txt:1: is '0 1 -1', must be 'p qubo 0",
        "edges.txt --format=gset|format='gset', must be edges or ising or max-cut or qubo",
        "edges.txt --first-unit=1|edges.txt:1: unit='0', must be a whole number from 1",
        "edges.txt --first-unit=2|first-unit=2, must be a whole number from 0 to 1",
        "edges.txt --runs=0|runs=0, must be a whole number from 1",
        "edges.txt --sweeps=0|sweeps=0, must be a whole number from 1",
        "edges.txt --threads=0|threads=0, must be a whole number from 1",
        "edges.txt --temperature-start=-1|temperature-start=-1.0, must be a finite number above 0",
        "edges.txt --temperature-start=NaN|temperature-start=NaN, must be a finite number above 0",
        "edges.txt --temperature-end=0|temperature-end=0.0, must be above 0 and at most",
        "edges.txt --temperature-start=1 --temperature-end=2|temperature-end=2.0, must be above 0 and at most the temperature-start=1.0",
        "edges.txt --out=x.png|must end with .txt or .csv",
        "edges.txt --trace=x.txt|must end with .csv",
        "edges.txt --seed=x|Invalid value for option '--seed'",
        "empty.txt|empty.txt holds no line, must hold couplings",
      })
  void shouldRefuseBadInput(String arguments, String message) {
    file("edges.txt", EDGES);
    file("bad.txt", "0 1 1\n0 2 x\n");
    file("empty.txt", "# nothing\n");
    Run run = Run.in(folder, ("anneal " + arguments).split(" "));
    assertAll(
        () -> assertEquals(2, run.status(), run::toString),
        () -> assertEquals(1, run.err().lines().count(), run::err),
        () -> assertTrue(run.err().contains(message), () -> message + " in " + run.err()),
        () -> assertFalse(Files.exists(folder.resolve("anneal.txt"))));
  }
}
