package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Dataset;
import dev.reverie.data.RealRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PlainLoop;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RbmObjectiveTest {
  private static final Rbm RBM = new Rbm(3, 2);
  private static final Schedule SCHEDULE = new Schedule(0.1, Schedule.Decay.NONE, 1);

  private static RbmLearning learning(Method method) {
    return new RbmLearning(method, 2, 50, SCHEDULE, 0.5, 0.01, 0.01, 1);
  }

  private static RbmObjective objective(Method method, PackedRows rows) {
    RbmLearning learning = learning(method);
    Rbm rbm = new Rbm(RBM.visibleLayer(), RBM.hiddenLayer(), learning.extras());
    return new RbmObjective(rbm, rows, new BatchSchedule(rows.rows(), 10, 1), learning);
  }

  @Test
  void shouldRehearseALearningInSmall() {
    Objective small =
        objective(Method.CD, PackedRows.random(3, 25, new Random(1))).rehearsal().orElseThrow();
    Parameters initial = new Parameters(small.layout());
    small.initialise(initial);
    PlainLoop loop = new PlainLoop(small).run(3);
    Block weights = small.layout().block("weights");
    assertNotEquals(initial.at(weights, 5, 7), loop.parameters().at(weights, 5, 7));
    assertEquals(Optional.empty(), real().rehearsal());
  }

  private static RbmObjective real() {
    Dataset data = Dataset.ofFloats("real", new float[][] {{0, 0.5f, 1}, {1, 0, 0.5f}}, 1, 3);
    return new RbmObjective(
        new Rbm(Layer.of(UnitKind.GAUSSIAN, 3), Layer.binary(2), Extras.NONE),
        RealRows.of(data),
        new BatchSchedule(2, 2, 1),
        learning(Method.CD));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveAPhaseOfDataAndOneOfTheMethod(Method method) {
    RbmObjective objective = objective(method, PackedRows.random(3, 25, new Random(1)));
    assertEquals(2, objective.phases().size());
    BatchPhase positive = assertInstanceOf(BatchPhase.class, objective.phases().get(0));
    Phase negative = objective.phases().get(1);
    assertEquals("positive +1, negative -1", said(positive) + ", " + said(negative));
    assertEquals(10, positive.items(0));
    assertEquals(5, positive.items(2));
    assertEquals(3, objective.updatesPerPass());
    if (method != Method.CD && method != Method.ML) {
      assertEquals(50, assertInstanceOf(PersistentPhase.class, negative).particles());
    } else {
      int last = method == Method.CD ? 5 : 50;
      assertEquals(last, assertInstanceOf(BatchPhase.class, negative).items(2));
    }
  }

  private static String said(Phase phase) {
    return phase.name() + (phase.sign() > 0 ? " +" : " ") + phase.sign();
  }

  @Test
  void shouldStartVisibleBiasesAtTheDatasLogOdds() {
    long[][] rows = {{0b001}, {0b011}, {0b001}, {0b001}};
    RbmObjective objective = objective(Method.PCD, new PackedRows(3, rows));
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    double margin = 1.0 / 6;
    float[] expected = {
      (float) Math.log((1 - margin) / margin),
      (float) Math.log(0.25 / 0.75),
      (float) Math.log(margin / (1 - margin))
    };
    assertArrayEquals(expected, parameters.rows(RBM.visibleBias()), 1e-6f);
    assertArrayEquals(new float[2], parameters.rows(RBM.hiddenBias()));
  }

  @Test
  void shouldRefuseDataOfAnotherWidth() {
    PackedRows rows = PackedRows.random(4, 5, new Random(1));
    var refusal = assertThrows(IllegalArgumentException.class, () -> objective(Method.PCD, rows));
    assertEquals("rows.columns=4, must be the visible units 3", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0, 0", "1, 0, 0, 0, 0", "1, 1, 1, 0, 0", "1, 1, -0.1, 0, 0",
    "1, 1, NaN, 0, 0", "1, 1, 0, -1, 0", "1, 1, 0, 0, -1", "1, 1, 0, 0, NaN"
  })
  void shouldRefuseSettingsOutOfRange(
      int steps, int particles, double momentum, double decay, double scale) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new RbmLearning(Method.PCD, steps, particles, SCHEDULE, momentum, decay, scale, 1));
    assertTrue(refusal.getMessage().contains("must"), refusal.getMessage());
  }
}
