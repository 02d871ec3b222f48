package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Graph;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.LockStepLoop;
import dev.reverie.unit.UnitKind;
import org.junit.jupiter.api.Test;

final class BoltzmannObjectiveTest {
  private static BoltzmannLearning learning(double rate) {
    return new BoltzmannLearning(
        64, 1, 1, new Schedule(rate, Schedule.Decay.NONE, 1), 0, 0, 0.1, 1);
  }

  private static BinaryRows rows(int columns) {
    float[][] rows = new float[4][columns];
    for (int n = 0; n < rows.length; n++) {
      for (int i = n; i < columns; i += 3) {
        rows[n][i] = 1;
      }
    }
    return BinaryRows.of(Dataset.ofFloats("rows", rows, 1, columns), Binarisation.THRESHOLD, 1);
  }

  /** Of which a matrix of all pairs would take 100 GB. */
  @Test
  void shouldTakeMemoryByEdges() {
    int side = 400;
    Graph graph = Graph.torus(side, side);
    Roles roles = new Roles(side * side, 0, 0);
    BoltzmannMachine machine = new BoltzmannMachine(graph, roles, UnitKind.SPIN, 1);
    BinaryRows rows = rows(side * side);
    BoltzmannObjective objective =
        new BoltzmannObjective(machine, rows, new BatchSchedule(4, 4, 1), learning(0.01));
    long places = graph.units() + 2L * graph.edges();
    assertTrue(objective.layout().bytes() <= 8 * places, "parameters");
    assertTrue(Wiring.bytes(graph.units(), graph.edges()) <= 16 * places, "wiring");
    objective
        .phases()
        .forEach(phase -> assertTrue(phase.sumsBytes() <= 160 * places, phase.name()));
    LockStepLoop loop = new LockStepLoop(objective, 1);
    float before = loop.parameters().at(machine.couplings(), 0, 5);
    loop.update(1);
    assertTrue(loop.parameters().at(machine.couplings(), 0, 5) != before);
  }

  /** A graph of two layers has its visible units in one set and no sampled hidden ones. */
  @Test
  void shouldFindIndependentSets() {
    Small layers = Small.bipartite("layers", new Roles(30, 0, 5), UnitKind.BINARY, 1);
    Wiring wiring = layers.machine().wiring();
    assertEquals(1, wiring.blocks());
    assertEquals(30, wiring.freeStart());
    assertEquals(0, layers.machine().coupledHidden());
    Small all = Small.complete("all", new Roles(4, 3, 3), UnitKind.BINARY, 1);
    assertEquals(7, all.machine().wiring().blocks());
    assertEquals(7, all.machine().wiring().labelStart());
    assertEquals(10, all.machine().wiring().freeStart());
    assertEquals(3, all.machine().coupledHidden());
  }

  @Test
  void shouldStartWithTheMeansOfTheData() {
    Small small = Small.complete("spins", new Roles(6, 0, 2), UnitKind.SPIN, 1.5);
    BinaryRows rows = rows(6);
    BoltzmannObjective objective =
        new BoltzmannObjective(
            small.machine(),
            rows,
            new BatchSchedule(4, 4, 1),
            new BoltzmannLearning(64, 1, 1, new Schedule(0, Schedule.Decay.NONE, 1), 0, 0, 0, 1));
    Parameters start = new Parameters(objective.layout());
    objective.initialise(start);
    double[] singles = new ExactBoltzmann(small.machine(), start).moments().singles();
    for (int i = 0; i < 6; i++) {
      double mean = Math.min(Math.max(rows.means()[i], 1.0 / 6), 5.0 / 6);
      assertEquals(2 * mean - 1, singles[i], 1e-6);
    }
    assertEquals(0, singles[6], 1e-6);
  }

  @Test
  void shouldDeriveFromWhatIsLearned() {
    Small small = Small.sparse("spins", new Roles(7, 0, 0), UnitKind.SPIN, 1);
    BoltzmannObjective objective =
        new BoltzmannObjective(small.machine(), rows(7), new BatchSchedule(4, 2, 1), learning(0.1));
    LockStepLoop loop = new LockStepLoop(objective, 1);
    loop.update(3);
    Parameters read = new Parameters(objective.layout());
    read.setRows(small.machine().couplings(), loop.parameters().rows(small.machine().couplings()));
    read.setRows(small.machine().biases(), loop.parameters().rows(small.machine().biases()));
    String refusal = assertThrows(InputException.class, () -> objective.derive(read)).getMessage();
    assertTrue(refusal.contains("is not the one that the checkpoint's"), refusal);
    Block digest = objective.layout().block("graph_digest");
    read.setRows(digest, loop.parameters().rows(digest));
    objective.derive(read);
    assertArrayEquals(loop.parameters().values(), read.values());
  }

  @Test
  void shouldStopWhenItDiverges() {
    Small small = Small.complete("spins", new Roles(6, 0, 0), UnitKind.SPIN, 1);
    BoltzmannObjective objective =
        new BoltzmannObjective(small.machine(), rows(6), new BatchSchedule(4, 4, 1), learning(1e8));
    LockStepLoop loop = new LockStepLoop(objective, 1);
    assertEquals("update", assertThrows(DivergedException.class, () -> loop.update(5)).phase());
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    Graph graph = Graph.complete(5);
    Roles labelled = new Roles(3, 2, 0);
    refused(
        "graph couples the labels 3 and 4",
        () -> new BoltzmannMachine(graph, labelled, UnitKind.SPIN, 1));
    refused(
        "graph of 5 units, must be of the 6",
        () -> new BoltzmannMachine(graph, new Roles(6, 0, 0), UnitKind.SPIN, 1));
    refused(
        "units=gaussian, must be binary or spin",
        () -> new BoltzmannMachine(graph, new Roles(5, 0, 0), UnitKind.GAUSSIAN, 1));
    refused(
        "temperature=0.0", () -> new BoltzmannMachine(graph, new Roles(5, 0, 0), UnitKind.SPIN, 0));
    refused("labels=1", () -> new Roles(3, 1, 0));
    refused("visible=0", () -> new Roles(0, 0, 3));
    refused("10 units all coupled have 45 edges, must be at most 44", () -> complete(44));
    Graph none = Graph.of(2, new int[0], new int[0]);
    refused(
        "graph of 0 edges", () -> new BoltzmannMachine(none, new Roles(2, 0, 0), UnitKind.SPIN, 1));
  }

  private static void complete(int most) {
    new Roles(10, 0, 0).complete(most);
  }

  private static void refused(String what, Runnable attempt) {
    String said = assertThrows(InputException.class, attempt::run).getMessage();
    assertTrue(said.contains(what), said);
  }
}
