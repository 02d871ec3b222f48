package dev.reverie.simulation;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.phase.Objective;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import java.util.Random;

/** An RBM of 20 x 12 units that learns rows of its own, the last batch of each pass being short. */
public final class TinyRbm {
  private static final int VISIBLE = 20;
  private static final int HIDDEN = 12;
  private static final int ROWS = 31;
  private static final int BATCH = 8;

  private TinyRbm() {}

  public static Objective objective(
      Method method, int particles, int steps, long updates, long seed) {
    RbmLearning learning =
        new RbmLearning(
            method,
            steps,
            particles,
            new Schedule(0.2, Schedule.Decay.LINEAR, updates),
            0.5,
            0.001,
            0.1,
            seed);
    return new RbmObjective(
        new Rbm(VISIBLE, HIDDEN), new Rows(seed), new BatchSchedule(ROWS, BATCH, seed), learning);
  }

  /** Two noisy patterns. */
  private static final class Rows implements BinaryRows {
    private final long[] rows = new long[ROWS];

    Rows(long seed) {
      Random random = new Random(seed);
      for (int row = 0; row < ROWS; row++) {
        long noise = random.nextLong() & random.nextLong() & random.nextLong();
        rows[row] = ((row % 2 == 0 ? 0x3FF : 0xFFC00) ^ noise) & (1L << VISIBLE) - 1;
      }
    }

    @Override
    public int rows() {
      return ROWS;
    }

    @Override
    public int columns() {
      return VISIBLE;
    }

    @Override
    public void fill(long pass, int row, long[] into, int offset) {
      into[offset] = rows[row];
    }

    @Override
    public double[] means() {
      double[] means = new double[VISIBLE];
      for (long row : rows) {
        for (int unit = 0; unit < VISIBLE; unit++) {
          means[unit] += (row >>> unit & 1) / (double) ROWS;
        }
      }
      return means;
    }
  }
}
