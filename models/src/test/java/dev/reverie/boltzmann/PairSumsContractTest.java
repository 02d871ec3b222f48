package dev.reverie.boltzmann;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.SumsContract;
import java.util.stream.Stream;

/** Sums over edges and units. */
final class PairSumsContractTest extends SumsContract {
  @Override
  protected Stream<Case> cases() {
    return Small.stream().map(small -> new Case(small.name(), objective(small)));
  }

  private static BoltzmannObjective objective(Small small) {
    BinaryRows rows = Targets.rows(small.machine(), 3);
    return new BoltzmannObjective(
        small.machine(),
        rows,
        new BatchSchedule(rows.rows(), 30, 1),
        new BoltzmannLearning(30, 1, 2, new Schedule(0.1, Schedule.Decay.NONE, 1), 0.5, 0, 0.3, 1));
  }
}
