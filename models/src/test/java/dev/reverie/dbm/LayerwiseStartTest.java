package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.PackedRows;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.rbm.SerialLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LayerwiseStartTest {
  private static final List<Integer> LAYERS = List.of(8, 6, 7, 5);
  private static final int ROWS = 400;

  /** Two patterns and their noise. */
  private static PackedRows rows() {
    Random random = new Random(3);
    long[][] rows = new long[ROWS][];
    for (int n = 0; n < ROWS; n++) {
      long row = n % 2 == 0 ? 0x0F : 0xF0;
      row ^= random.nextInt(8) == 0 ? 1L << random.nextInt(8) : 0;
      rows[n] = new long[] {row};
    }
    return new PackedRows(8, rows);
  }

  private static RbmLearning learning(Method method, double rate, int updates) {
    Schedule schedule = new Schedule(rate, Schedule.Decay.LINEAR, updates);
    return new RbmLearning(method, 1, 100, schedule, 0, 0, 0.1, 1);
  }

  private static Parameters learn(Rbm machine, BinaryRows rows, int updates) {
    RbmLearning learning = learning(Method.CD, 0.1, updates);
    BatchSchedule batches = new BatchSchedule(ROWS, 100, 1);
    SerialLoop loop = new SerialLoop(new RbmObjective(machine, rows, batches, learning), 1, 2);
    loop.run(updates);
    return loop.parameters();
  }

  private record Stack(List<Parameters> learned, List<BinaryRows> data) {}

  private static Stack stack(int updates) {
    LayerwiseStart start = new LayerwiseStart(LAYERS);
    Stack stack = new Stack(new ArrayList<>(), new ArrayList<>());
    BinaryRows below = rows();
    for (int layer = 0; layer < start.machines(); layer++) {
      Parameters learned = learn(start.machine(layer), below, updates);
      stack.learned().add(learned);
      stack.data().add(below);
      below = start.rowsAbove(layer, learned, below, 1);
    }
    return stack;
  }

  @Test
  void shouldTakeWeightsAsTheyAreAndTheMeanOfBiases() {
    LayerwiseStart start = new LayerwiseStart(LAYERS);
    Stack stack = stack(20);
    RbmLearning centred = learning(Method.PCD, 0.1, 1).with(new Centring(Centring.Means.DATA, 0.1));
    Dbm dbm = new Dbm(LAYERS, centred.extras());
    Parameters parameters = new Parameters(dbm.rbm().layout());
    start.write(dbm, stack.learned(), stack.data(), parameters);
    for (int layer = 0; layer < 3; layer++) {
      Rbm machine = start.machine(layer);
      Parameters learned = stack.learned().get(layer);
      for (int i = 0; i < LAYERS.get(layer); i++) {
        float bias = learned.at(machine.visibleBias(), 0, i);
        if (layer > 0) {
          Rbm below = start.machine(layer - 1);
          bias = (bias + stack.learned().get(layer - 1).at(below.hiddenBias(), 0, i)) / 2;
        }
        assertEquals(bias, dbm.bias(parameters, layer, i));
        assertEquals(
            (float) stack.data().get(layer).means()[i], dbm.offset(parameters, layer, i), 1e-6f);
        for (int j = 0; j < LAYERS.get(layer + 1); j++) {
          float weight = learned.at(machine.weights(), i, j);
          assertEquals(weight, dbm.weight(parameters, layer, i, j));
        }
      }
    }
    float top = stack.learned().get(2).at(start.machine(2).hiddenBias(), 0, 4);
    assertEquals(top, dbm.bias(parameters, 3, 4));
  }

  /** By fields that are doubled where a layer will have another neighbour. */
  @Test
  void shouldDrawTheNextDataFromDoubledFields() {
    LayerwiseStart start = new LayerwiseStart(LAYERS);
    Stack stack = stack(200);
    for (int layer = 0; layer < 2; layer++) {
      double[] expected = new double[LAYERS.get(layer + 1)];
      BinaryRows below = stack.data().get(layer);
      long[] row = new long[1];
      for (int n = 0; n < ROWS; n++) {
        below.fill(0, n, row, 0);
        addMeans(start.machine(layer), stack.learned().get(layer), row[0], expected);
      }
      BinaryRows drawn = stack.data().get(layer + 1);
      double[] counts = new double[expected.length];
      int passes = 50;
      for (int n = 0; n < passes * ROWS; n++) {
        drawn.fill(n / ROWS, n % ROWS, row, 0);
        for (int j = 0; j < counts.length; j++) {
          counts[j] += (row[0] >>> j & 1) / (double) (passes * ROWS);
        }
      }
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j] / ROWS, drawn.means()[j], 1e-5);
        if (layer == 0) {
          double error = Math.sqrt(0.25 / (passes * ROWS));
          assertEquals(expected[j] / ROWS, counts[j], 5 * error);
        }
      }
    }
  }

  private static void addMeans(Rbm machine, Parameters learned, long row, double[] into) {
    for (int j = 0; j < into.length; j++) {
      double field = learned.at(machine.hiddenBias(), 0, j);
      for (int i = 0; i < machine.visible(); i++) {
        field += 2 * (row >>> i & 1) * learned.at(machine.weights(), i, j);
      }
      into[j] += 1 / (1 + Math.exp(-field));
    }
  }

  @Test
  void shouldPresentRowsAsAFunctionOfPassAndRow() {
    BinaryRows drawn = stack(20).data().get(2);
    long[][] rows = new long[3][8];
    for (int n = 0; n < 8; n++) {
      drawn.fill(1, n, rows[0], n);
      drawn.fill(2, n, rows[1], n);
      drawn.fill(1, n, rows[2], n);
    }
    assertEquals(List.of(box(rows[0])), List.of(box(rows[2])));
    assertNotEquals(List.of(box(rows[0])), List.of(box(rows[1])));
  }

  private static String box(long[] row) {
    return java.util.Arrays.toString(row);
  }

  /** What learning layer by layer is for: a bound that is better than a random start's. */
  @Test
  void shouldStartBetterThanAtRandom() {
    Stack stack = stack(400);
    Dbm dbm = new Dbm(LAYERS, learning(Method.PCD, 0.1, 1).extras());
    Parameters learned = new Parameters(dbm.rbm().layout());
    new LayerwiseStart(LAYERS).write(dbm, stack.learned(), stack.data(), learned);
    DbmObjective objective =
        new DbmObjective(
            dbm,
            rows(),
            new BatchSchedule(ROWS, 100, 1),
            learning(Method.PCD, 0.1, 1),
            MeanFieldStop.LEARNING,
            java.util.Optional.empty());
    Parameters random = new Parameters(dbm.rbm().layout());
    objective.initialise(random);
    double gain = bound(dbm, learned) - bound(dbm, random);
    assertTrue(gain > 1, () -> "gains " + gain + " nats");
  }

  private static double bound(Dbm dbm, Parameters parameters) {
    double logZ = dev.reverie.likelihood.ExactLogPartition.of(dbm.rbm(), parameters);
    VariationalFreeEnergy energy =
        new VariationalFreeEnergy(dbm, parameters, MeanFieldStop.EVALUATION);
    return -energy.of(rows(), 0, ROWS).mean() - logZ;
  }

  @Test
  void shouldRefuseMachinesOfOtherLayers() {
    Stack stack = stack(1);
    Dbm other = new Dbm(List.of(8, 6, 7), learning(Method.PCD, 0.1, 1).extras());
    Parameters into = new Parameters(other.rbm().layout());
    LayerwiseStart start = new LayerwiseStart(LAYERS);
    assertThrows(
        IllegalArgumentException.class,
        () -> start.write(other, stack.learned(), stack.data(), into));
  }
}
