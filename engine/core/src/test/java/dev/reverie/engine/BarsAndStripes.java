package dev.reverie.engine;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;

/** All 14 bars and stripes of 3 x 3 pixels, small enough for an exact likelihood. */
final class BarsAndStripes {
  static final long UPDATES = 2000;

  private static final int SIDE = 3;
  private static final Rbm RBM = new Rbm(SIDE * SIDE, 16);
  private static final BinaryRows ROWS =
      BinaryRows.of(GeneratedData.barsAndStripes(SIDE), Binarisation.THRESHOLD, 1);

  private BarsAndStripes() {}

  static Objective objective(Method method, int steps) {
    return new RbmObjective(
        RBM,
        ROWS,
        new BatchSchedule(ROWS.rows(), ROWS.rows(), 1),
        new RbmLearning(
            method, steps, 100, new Schedule(0.2, Schedule.Decay.LINEAR, UPDATES), 0, 0, 0.3, 3));
  }

  /**
   * Mean log-likelihood of the pictures, in nats; at most -log 14 = -2.64, and -6.24 for fair
   * coins.
   */
  static double logLikelihood(Parameters parameters) {
    double z = 0;
    for (long state = 0; state < 1L << SIDE * SIDE; state++) {
      z += Math.exp(-RBM.freeEnergy(parameters, new long[] {state}, 0));
    }
    double sum = 0;
    long[] row = new long[1];
    for (int n = 0; n < ROWS.rows(); n++) {
      ROWS.fill(0, n, row, 0);
      sum -= RBM.freeEnergy(parameters, row, 0);
    }
    return sum / ROWS.rows() - Math.log(z);
  }
}
