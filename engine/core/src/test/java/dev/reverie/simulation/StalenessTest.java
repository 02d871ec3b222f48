package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What old statistics cost: the same training in lock-step, and asynchronously with a quarter of
 * the particles and of the data on a node that hears of every version four updates late. The
 * likelihood is exact. The rate is one at which the seeds differ little, so that half a nat can be
 * told.
 */
class StalenessTest {
  private static final int ROWS = 2000;
  private static final int TEST_ROWS = 1000;
  private static final int BATCH = 100;
  private static final int PARTICLES = 100;
  private static final int UPDATES = 3000;
  private static final double RATE = 0.05;
  private static final int SEEDS = 10;
  private static final int WORKERS = 4;
  private static final int LAG = 4;
  private static final int STALENESS = 8;

  private final Rbm rbm = new Rbm(784, 16);
  private final BinaryRows train =
      BinaryRows.of(GeneratedData.digits(1, ROWS), Binarisation.THRESHOLD, 0);
  private final BinaryRows test =
      BinaryRows.of(GeneratedData.testDigits(1, TEST_ROWS), Binarisation.THRESHOLD, 0);

  @Test
  @Tag("long")
  void shouldCostLessThanHalfANat() {
    double[] differences = new double[SEEDS];
    double lockstepMean = 0;
    double asynchronousMean = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      double lockstep = likelihood(Mode.LOCKSTEP, seed);
      double asynchronous = likelihood(Mode.ASYNC, seed);
      differences[seed - 1] = asynchronous - lockstep;
      lockstepMean += lockstep / SEEDS;
      asynchronousMean += asynchronous / SEEDS;
    }
    double mean = asynchronousMean - lockstepMean;
    double error = standardError(differences, mean);
    System.out.printf(
        Locale.ROOT,
        "digits, threshold 0.5, 784x16, %d updates at rate %.2f falling to 0, %d seeds, exact test"
            + " log-likelihood in nats: lock-step %.3f, a quarter %d versions old %.3f, difference"
            + " %.3f, standard error %.3f%n",
        UPDATES,
        RATE,
        SEEDS,
        lockstepMean,
        LAG,
        asynchronousMean,
        mean,
        error);
    assertTrue(Math.abs(mean) <= 0.5, "difference=" + mean);
    assertTrue(error <= 0.25, "standard error=" + error);
  }

  private static double standardError(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  private double likelihood(Mode mode, long seed) {
    RbmLearning learning =
        new RbmLearning(
            Method.PCD,
            1,
            PARTICLES,
            new Schedule(RATE, Schedule.Decay.LINEAR, UPDATES),
            0,
            0,
            0.01,
            seed);
    RbmObjective objective =
        new RbmObjective(rbm, train, new BatchSchedule(ROWS, BATCH, seed), learning);
    RunSettings settings =
        new RunSettings(mode, WORKERS, WORKERS, STALENESS, UPDATES, 0, Optional.empty(), Map.of());
    Simulation simulation =
        new Simulation(
            objective,
            settings,
            Optional.empty(),
            id -> new Node(id.index() == 0 ? LAG : 0, 1),
            Faults.NONE,
            seed);
    Outcome outcome = simulation.run();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome.reason());
    if (mode == Mode.ASYNC) {
      requireOld(simulation, 0);
      requireOld(simulation, 1);
      double sweeps = (double) outcome.progress().particleSweeps() / UPDATES;
      assertTrue(sweeps >= PARTICLES && sweeps <= 1.25 * PARTICLES, "sweeps an update=" + sweeps);
    }
    return logLikelihood(outcome.parameters().parameters());
  }

  /** A quarter of a phase's statistics must be so old; at the very start nothing can be. */
  private static void requireOld(Simulation simulation, int place) {
    TreeMap<Long, Long> ages = simulation.books().ages(place);
    long old = ages.tailMap((long) LAG).values().stream().mapToLong(count -> count).sum();
    long all = ages.values().stream().mapToLong(count -> count).sum();
    assertTrue(old >= 0.24 * all, "ages in versions of the statistics that were used: " + ages);
  }

  private double logLikelihood(Parameters parameters) {
    long[] row = new long[test.words()];
    double sum = 0;
    for (int n = 0; n < TEST_ROWS; n++) {
      test.fill(BinaryRows.ONCE, n, row, 0);
      sum -= rbm.freeEnergy(parameters, row, 0);
    }
    return sum / TEST_ROWS - ExactLogPartition.of(rbm, parameters);
  }
}
