package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;
import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.PackedRows;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.SerialLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Learning all layers together, held against exact figures. */
final class DbmLearningTest {
  private static final int UPDATES = 3000;

  /** Two by two stripes: all rows equal, or all columns, of a 3 x 3 picture. */
  private static PackedRows stripes() {
    List<long[]> rows = new ArrayList<>();
    for (int pattern = 0; pattern < 8; pattern++) {
      long across = 0;
      long down = 0;
      for (int k = 0; k < 9; k++) {
        across |= (long) (pattern >>> k / 3 & 1) << k;
        down |= (long) (pattern >>> k % 3 & 1) << k;
      }
      rows.add(new long[] {across});
      rows.add(new long[] {down});
    }
    return new PackedRows(9, rows.toArray(long[][]::new));
  }

  private static RbmLearning learning(Method method, Centring centring) {
    Schedule schedule = new Schedule(0.2, Schedule.Decay.LINEAR, UPDATES);
    return new RbmLearning(method, 5, 200, schedule, 0, 0, 0.1, 7).with(centring);
  }

  private static DbmObjective objective(
      List<Integer> layers, RbmLearning learning, Optional<LayerwiseLearning> layerwise) {
    PackedRows rows = stripes();
    return new DbmObjective(
        new Dbm(layers, learning.extras()),
        rows,
        new BatchSchedule(rows.rows(), rows.rows(), 1),
        learning,
        new MeanFieldStop(1e-4, 50),
        layerwise);
  }

  /** The entropy of the data is log 14 on 16 rows, two of which are there twice: 2.60 nats. */
  @ParameterizedTest
  @EnumSource(
      value = Centring.Means.class,
      names = {"NONE", "AVERAGE"})
  void shouldLearnStripesNearlyAsWellAsCanBe(Centring.Means means) {
    Centring centring = means == Centring.Means.NONE ? Centring.NONE : new Centring(means, 0.01);
    RbmLearning learning = learning(Method.PCD, centring);
    DbmObjective objective = objective(List.of(9, 12, 6), learning, Optional.empty());
    SerialLoop loop = new SerialLoop(objective, 1, 1);
    loop.run(UPDATES);
    double logZ = ExactLogPartition.of(objective.dbm().rbm(), loop.parameters());
    double bound = bound(objective.dbm(), loop.parameters()) - logZ;
    double exact =
        -new ExactFreeEnergy(objective.dbm(), loop.parameters()).of(stripes(), 0, 16).mean() - logZ;
    assertTrue(bound <= exact + 1e-9, () -> bound + " above " + exact);
    assertTrue(bound > -3.3, () -> "bound " + bound + ", exact " + exact);
  }

  private static double bound(Dbm dbm, Parameters parameters) {
    return -new VariationalFreeEnergy(dbm, parameters, MeanFieldStop.EVALUATION)
        .of(stripes(), 0, 16)
        .mean();
  }

  @Test
  void shouldStartFromLayersLearnedAlone() {
    RbmLearning learning = learning(Method.PCD, new Centring(Centring.Means.DATA, 0.1));
    List<Integer> layers = List.of(9, 5, 4, 3);
    Dbm dbm = new Dbm(layers, learning.extras());
    LayerwiseLearning layerwise = new LayerwiseLearning(3, 0.1, 8, 1);
    assertEquals(3 * 2 * 3, layerwise.updates(dbm, 16));
    Parameters start = new Parameters(dbm.rbm().layout());
    layerwise.run(dbm, stripes(), start, share -> {});
    Parameters given = new Parameters(dbm.rbm().layout());
    DbmObjective objective = objective(layers, learning, Optional.of(layerwise));
    double[] shares = new double[1];
    objective.prepare(share -> shares[0] = share);
    assertEquals(1, shares[0], 1e-12);
    objective.prepare(share -> shares[0] = -1);
    objective.initialise(given);
    assertEquals(1, shares[0], 1e-12, "learned twice");
    for (int layer = 0; layer < 3; layer++) {
      assertEquals(dbm.weight(start, layer, 1, 2), dbm.weight(given, layer, 1, 2));
      assertEquals(dbm.offset(start, layer, 1), dbm.offset(given, layer, 1));
    }
  }

  @Test
  void shouldRefuseOtherMethods() {
    RbmLearning learning = learning(Method.CD, Centring.NONE);
    String said =
        assertThrows(
                InputException.class, () -> objective(List.of(9, 5, 4), learning, Optional.empty()))
            .getMessage();
    assertEquals("method=cd with several hidden layers, must be pcd", said);
  }

  @Test
  void shouldRefuseRowsAndExtrasThatDoNotFit() {
    RbmLearning learning = learning(Method.PCD, Centring.NONE);
    PackedRows rows = stripes();
    BatchSchedule batches = new BatchSchedule(16, 16, 1);
    Dbm narrow = new Dbm(List.of(8, 5, 4), Extras.NONE);
    Dbm centred = new Dbm(List.of(9, 5, 4), new Extras(true, false, 0, 0));
    for (Dbm dbm : List.of(narrow, centred)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new DbmObjective(
                  dbm, rows, batches, learning, MeanFieldStop.LEARNING, Optional.empty()));
    }
  }
}
