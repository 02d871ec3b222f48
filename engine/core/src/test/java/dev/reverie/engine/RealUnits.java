package dev.reverie.engine;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Dataset;
import dev.reverie.data.GeneratedData;
import dev.reverie.data.RealRows;
import dev.reverie.data.Standardisation;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/** A machine with Gaussian visible units and everything that its rule keeps and moves. */
final class RealUnits {
  private static final int SIDE = 9;
  private static final int ROWS = 47;
  private static final long SEED = 7;

  private RealUnits() {}

  /** A small training: batches of which the last is short, momentum, centring, two steps. */
  static Training training(Method method) {
    Dataset data = GeneratedData.barsAndStripes(SIDE).slice("some", 500, 500 + ROWS);
    Schedule schedule = new Schedule(0.01, Schedule.Decay.NONE, 12);
    RbmLearning learning =
        new RbmLearning(method, 2, 23, schedule, 0.5, 0.001, 0.01, SEED)
            .with(new Centring(Centring.Means.AVERAGE, 0.01));
    Rbm rbm =
        new Rbm(Layer.of(UnitKind.GAUSSIAN, SIDE * SIDE), Layer.binary(20), learning.extras());
    RealRows rows = RealRows.of(data, Standardisation.of(data));
    return Training.of(new RbmObjective(rbm, rows, new BatchSchedule(ROWS, 10, SEED), learning));
  }
}
