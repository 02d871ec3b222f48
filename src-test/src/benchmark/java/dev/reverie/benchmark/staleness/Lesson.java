package dev.reverie.benchmark.staleness;

import dev.reverie.benchmark.growth.Material;
import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.data.GeneratedData;
import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import java.util.Locale;
import java.util.Optional;

/**
 * What is learned, and how well it was: a machine so small that its likelihood is exact.
 *
 * @param data the rows' name for people
 */
record Lesson(String data, BinaryRows train, BinaryRows test, long updates) {
  static final int HIDDEN = 16;

  private static final int BATCH = 100;
  private static final int PARTICLES = 100;
  private static final double WEIGHT_SCALE = 0.01;
  private static final int DRAWN_ROWS = 10_000;
  private static final int DRAWN_TEST_ROWS = 2_000;

  /** MNIST where {@code REVERIE_MNIST} names its folder, else drawn digits. */
  static Lesson prepare(long updates) {
    Optional<Dataset> train = Material.mnist("train-images");
    Optional<Dataset> test = Material.mnist("t10k-images");
    return new Lesson(
        train.isPresent() ? "MNIST" : "drawn digits",
        binary(train.orElseGet(() -> GeneratedData.digits(1, DRAWN_ROWS))),
        binary(test.orElseGet(() -> GeneratedData.testDigits(1, DRAWN_TEST_ROWS))),
        updates);
  }

  private static BinaryRows binary(Dataset data) {
    return BinaryRows.of(data, Binarisation.THRESHOLD, 1);
  }

  private Rbm rbm() {
    return new Rbm(train.columns(), HIDDEN);
  }

  /**
   * @param rate falls to 0
   */
  RbmObjective objective(double rate, long seed) {
    Schedule falling = new Schedule(rate, Schedule.Decay.LINEAR, updates);
    return new RbmObjective(
        rbm(),
        train,
        new BatchSchedule(train.rows(), BATCH, seed),
        new RbmLearning(Method.PCD, 1, PARTICLES, falling, 0, 0, WEIGHT_SCALE, seed));
  }

  /** Exact test log-likelihood in nats after a training with late statistics. */
  double likelihood(double rate, int staleness, Late late, long seed) {
    Parameters learned = new LateTraining(objective(rate, seed), staleness, late).run(updates);
    Rbm rbm = rbm();
    return -new RowFigures(rbm, learned).freeEnergy(test).mean()
        - ExactLogPartition.of(rbm, learned);
  }

  /** One line that tells what a table of likelihoods does not. */
  String words() {
    return String.format(
        Locale.ROOT,
        "binary RBM, %d visible x %d hidden units, PCD-1, batch %d, %d particles, %,d updates, rate"
            + " falling to 0; %s at threshold 0.5; exact test log-likelihood",
        train.columns(),
        HIDDEN,
        BATCH,
        PARTICLES,
        updates,
        data);
  }
}
