package dev.reverie.crash;

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
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training in lock-step whose updates are quick and whose checkpoints are large, so that writing
 * them takes a good part of its time.
 *
 * @param folder of the checkpoints
 * @param hidden units, each of which takes 6 KB of a checkpoint
 * @param chains over which the particles are split, which must not matter
 */
record CrashSettings(Path folder, int hidden, long updates, int chains) {
  static final long INTERVAL = 5;

  private static final int ROWS = 64;
  private static final int BATCH = 10;
  private static final int PARTICLES = 12;
  private static final long SEED = 11;

  /** Without a folder yet. */
  static CrashSettings of(int hidden, long updates) {
    return new CrashSettings(Path.of(""), hidden, updates, 3);
  }

  static CrashSettings of(String[] arguments) {
    return new CrashSettings(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Long.parseLong(arguments[2]),
        Integer.parseInt(arguments[3]));
  }

  CrashSettings in(Path another) {
    return new CrashSettings(another, hidden, updates, chains);
  }

  CrashSettings over(int otherChains) {
    return new CrashSettings(folder, hidden, updates, otherChains);
  }

  List<String> arguments() {
    return List.of(
        folder.toString(),
        Integer.toString(hidden),
        Long.toString(updates),
        Integer.toString(chains));
  }

  Objective objective() {
    BinaryRows rows = BinaryRows.of(GeneratedData.digits(SEED, ROWS), Binarisation.SAMPLE, SEED);
    Schedule schedule = new Schedule(0.05, Schedule.Decay.LINEAR, updates);
    return new RbmObjective(
        new Rbm(rows.columns(), hidden),
        rows,
        new BatchSchedule(rows.rows(), BATCH, SEED),
        new RbmLearning(Method.PCD, 1, PARTICLES, schedule, 0.5, 0.001, 0.01, SEED));
  }

  RunSettings runSettings() {
    return new RunSettings(
        Mode.LOCKSTEP, chains, 2, 0, updates, INTERVAL, Optional.of(folder), Map.of());
  }
}
