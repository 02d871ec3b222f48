package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of real values: exact in any order, and as fine as their rounding promises. */
final class DenseSumsTest {
  private static final Rbm RBM =
      new Rbm(Layer.of(UnitKind.GAUSSIAN, 3), Layer.binary(2), Extras.NONE);

  private static MergedPhase merged(
      float[][] rows, List<Integer> order, int parts, Parameters parameters) {
    float[][] ordered = new float[rows.length][];
    for (int n = 0; n < rows.length; n++) {
      ordered[n] = rows[order.get(n)];
    }
    int count = rows.length;
    DenseClampedPhase phase =
        new DenseClampedPhase(RBM, new ValueRows(ordered), new BatchSchedule(count, count, 1));
    List<Sums> sums = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      Sums one = phase.newSums();
      int from = count * part / parts;
      phase.contribute(Models.snapshot(parameters), 0, from, count * (part + 1) / parts, one);
      one.requireFinite("positive");
      sums.add(one);
    }
    return MergedPhase.of(RBM, new PhaseStatistics(phase, sums, count), 1);
  }

  private static double[] all(MergedPhase phase) {
    double[] sums = new double[4 * RBM.visible()];
    for (int i = 0; i < RBM.visible(); i++) {
      sums[4 * i] = phase.weight(i * 64);
      sums[4 * i + 1] = phase.weight(i * 64 + 1);
      sums[4 * i + 2] = phase.visible(i);
      sums[4 * i + 3] = phase.visibleSquareChange(i);
    }
    return sums;
  }

  /** Up to the largest values there may be, whose squares fill 46 bits. */
  @ParameterizedTest
  @ValueSource(floats = {1e-3f, 1f, 2047f})
  @Tag("bits")
  void shouldNotDependOnOrderOrDivision(float scale) {
    Random random = new Random(1);
    Parameters parameters = Models.random(RBM, 1, 1, random);
    float[][] rows = new float[1500][RBM.visible()];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = scale * (2 * random.nextFloat() - 1);
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int n = 0; n < rows.length; n++) {
      order.add(n);
    }
    double[] expected = all(merged(rows, order, 1, parameters));
    for (int parts : new int[] {2, 7, 100}) {
      Collections.shuffle(order, random);
      assertArrayEquals(expected, all(merged(rows, order, parts, parameters)));
    }
  }

  /** Far finer than the deviation of any unit that may be: e^-6 = 0.0025. */
  @Test
  void shouldRoundToAMillionth() {
    Random random = new Random(2);
    Parameters parameters = Models.random(RBM, 1, 1, random);
    float[][] rows = new float[1][RBM.visible()];
    for (int trial = 0; trial < 1000; trial++) {
      for (int i = 0; i < RBM.visible(); i++) {
        rows[0][i] = (float) random.nextGaussian();
      }
      MergedPhase phase = merged(rows, List.of(0), 1, parameters);
      for (int i = 0; i < RBM.visible(); i++) {
        double value = rows[0][i];
        assertEquals(value, phase.visibleMean(i), 0x1p-21);
        assertEquals(value * value, phase.visibleSquareChange(i), 0x1p-25);
      }
    }
  }

  @Test
  void shouldRefuseMoreStatesThanSumsHold() {
    int many = RbmSums.MOST_DENSE + 1;
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    RbmLearning learning = new RbmLearning(Method.PCD, 1, many, schedule, 0, 0, 0, 1);
    ValueRows rows = ValueRows.random(3, 4, new Random(1));
    BatchSchedule batches = new BatchSchedule(4, 4, 1);
    assertThrows(InputException.class, () -> new RbmObjective(RBM, rows, batches, learning));
  }
}
