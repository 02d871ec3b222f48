package dev.reverie.benchmark.peers.workload;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataReader;
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import java.nio.file.Path;

/** The training that is compared: PCD-1 of 500 hidden units at a constant rate. */
final class Training {
  private static final double WEIGHT_SCALE = 0.01;

  private Training() {}

  static RbmObjective objective(WorkloadSettings settings) {
    BinaryRows rows =
        BinaryRows.of(DataReader.read(Path.of(settings.data())), Binarisation.THRESHOLD, 1);
    return new RbmObjective(
        new Rbm(rows.columns(), WorkloadSettings.HIDDEN),
        rows,
        new BatchSchedule(rows.rows(), WorkloadSettings.BATCH, settings.seed()),
        new RbmLearning(
            Method.PCD,
            1,
            settings.particles(),
            schedule(settings),
            0,
            0,
            WEIGHT_SCALE,
            settings.seed()));
  }

  private static Schedule schedule(WorkloadSettings settings) {
    return settings.fall() == 0
        ? new Schedule(settings.rate(), Schedule.Decay.NONE, 1)
        : new Schedule(settings.rate(), Schedule.Decay.LINEAR, settings.fall());
  }
}
