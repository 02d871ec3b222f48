package dev.reverie.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataShareTest {
  private static Objective objective(Method method, int particles, int steps) {
    BinaryRows rows = BinaryRows.of(GeneratedData.barsAndStripes(3), Binarisation.THRESHOLD, 1);
    return new RbmObjective(
        new Rbm(rows.columns(), 4),
        rows,
        new BatchSchedule(rows.rows(), rows.rows(), 1),
        new RbmLearning(
            method, steps, particles, new Schedule(0.1, Schedule.Decay.NONE, 1), 0, 0, 0.1, 1));
  }

  /** A particle's step is as much as two cases of data. */
  @ParameterizedTest
  @CsvSource({
    "PCD, 14, 1, 1, 1",
    "PCD, 14, 1, 2, 1",
    "PCD, 14, 1, 4, 2",
    "PCD, 14, 1, 8, 3",
    "PCD, 14, 10, 8, 1",
    "PCD, 1, 1, 8, 7",
    "CD, 14, 1, 8, 8"
  })
  void shouldHaveWorkersForWhatFourteenCasesTakeOfTheThreads(
      Method method, int particles, int steps, int threads, int many) {
    Objective objective = objective(method, particles, steps);
    assertEquals(many, DataShare.workers(objective, Mode.ASYNC, threads));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void shouldHaveAsManyWorkersAsThreadsWhereEverybodyWaits(int threads) {
    assertEquals(threads, DataShare.workers(objective(Method.PCD, 14, 1), Mode.LOCKSTEP, threads));
  }
}
