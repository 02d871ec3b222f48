package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.MeanUpdate;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Models;
import dev.reverie.rbm.PackedRows;
import dev.reverie.rbm.RbmGradientStep;
import dev.reverie.rbm.RbmLearning;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean of the rule's updates at fixed parameters, at rate 1, is what a mean field of its own
 * code and enumeration expect, within 5 standard errors of at most 1 % of its norm; a negative
 * phase that is 5 % too large is caught.
 */
final class DbmExpectedUpdateTest {
  private static final int PARTICLES = 210;
  private static final int UPDATES = 1000;
  private static final int ROWS = 4;
  private static final Centring CENTRING = new Centring(Centring.Means.AVERAGE, 0);

  static Stream<List<Integer>> machines() {
    return Stream.of(List.of(4, 3, 3), List.of(3, 3, 3, 3), List.of(3, 2, 3, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFollowTheGradientOfTheBound(List<Integer> layers) {
    for (long seed = 1; seed <= 2; seed++) {
      requireMean(SmallDbm.random(layers, 0.7, 0.7, seed), learning(Centring.NONE), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFollowTheCentredGradientOfTheBound(List<Integer> layers) {
    RbmLearning learning = learning(CENTRING);
    for (long seed = 1; seed <= 2; seed++) {
      SmallDbm small = SmallDbm.random(layers, learning.extras(), 0.7, 0.7, seed);
      Random random = new Random(seed);
      for (var block : List.of(small.dbm.rbm().visibleOffset(), small.dbm.rbm().hiddenOffset())) {
        for (int unit = 0; unit < block.columns(); unit++) {
          small.parameters.set(block, 0, unit, random.nextFloat());
        }
      }
      requireMean(small, learning, seed);
    }
  }

  private static RbmLearning learning(Centring centring) {
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    return new RbmLearning(Method.PCD, 1, PARTICLES, schedule, 0, 0, 0, 1).with(centring);
  }

  private static void requireMean(SmallDbm small, RbmLearning learning, long seed) {
    PackedRows rows = PackedRows.random(small.dbm.units(0), ROWS, new Random(100 + seed));
    MeanFieldPhase phase =
        new MeanFieldPhase(
            small.dbm, rows, new BatchSchedule(ROWS, ROWS, 1), new MeanFieldStop(1e-6, 1000));
    Sums data = phase.newSums();
    phase.contribute(Models.snapshot(small.parameters), 0, 0, ROWS, data);
    PhaseStatistics positive = new PhaseStatistics(phase, List.of(data), ROWS);
    double[] joint = small.joint();
    double[] expected = Models.difference(positive(small, rows), small.statistics(joint));
    double[] centred = centred(small, expected);
    MeanUpdate.requireMean(
        centred,
        MeanUpdate.ENOUGH,
        UPDATES,
        update -> {
          PhaseStatistics right = negative(small, joint, 1000 * seed + update);
          PhaseStatistics wrong =
              new PhaseStatistics(right.phase(), right.parts(), PARTICLES * 20 / 21);
          return new double[][] {
            step(small, learning, positive, right), step(small, learning, positive, wrong)
          };
        });
  }

  private static double[] positive(SmallDbm small, PackedRows rows) {
    double[] mean = new double[1 << small.units()];
    long[] row = new long[1];
    for (int n = 0; n < ROWS; n++) {
      rows.fill(0, n, row, 0);
      double[] q = small.factorised(small.meanField((int) row[0]));
      for (int state = 0; state < mean.length; state++) {
        mean[state] += q[state] / ROWS;
      }
    }
    return small.statistics(mean);
  }

  private static PhaseStatistics negative(SmallDbm small, double[] joint, long seed) {
    ChainsPhase chains = new ChainsPhase(small.dbm.rbm(), PARTICLES, 1, 1f, seed);
    Tile tile = chains.allocate(0, PARTICLES);
    Draws.start(tile, small, joint, new Random(seed));
    Sums sums = chains.newSums();
    tile.step(Models.snapshot(small.parameters), 0, PARTICLES, sums);
    return new PhaseStatistics(chains, List.of(sums), PARTICLES);
  }

  private static double[] step(
      SmallDbm small, RbmLearning learning, PhaseStatistics positive, PhaseStatistics negative) {
    RbmGradientStep rule = new RbmGradientStep(small.dbm.rbm(), learning);
    Parameters next = new Parameters(small.dbm.rbm().layout());
    Parameters state = new Parameters(rule.stateLayout());
    rule.apply(0, small.parameters, state, List.of(positive, negative), next);
    requireNoWeightsThatAreNotThere(small, next);
    return Models.difference(small.learned(next), small.learned(small.parameters));
  }

  private static void requireNoWeightsThatAreNotThere(SmallDbm small, Parameters parameters) {
    int there = 0;
    int zero = 0;
    for (float weight : parameters.rows(small.dbm.rbm().weights())) {
      zero += weight == 0 ? 1 : 0;
      there++;
    }
    for (int layer = 0; layer < small.dbm.depth(); layer++) {
      there -= small.dbm.units(layer) * small.dbm.units(layer + 1);
    }
    assertTrue(zero >= there, "a weight was learned that is not there");
  }

  /**
   * Montavon and Mueller (2012), section 2: {@code dW = D[(x - mu) (y - lambda)]}, and biases less
   * what weights do through the offsets of the layers below and above.
   */
  private static double[] centred(SmallDbm small, double[] plain) {
    Extras extras = small.dbm.rbm().extras();
    if (!extras.offsets()) {
      return plain;
    }
    double[] centred = plain.clone();
    for (int layer = 0; layer < small.dbm.depth(); layer++) {
      for (int i = 0; i < small.dbm.units(layer); i++) {
        for (int j = 0; j < small.dbm.units(layer + 1); j++) {
          double mu = offset(small, layer, i);
          double lambda = offset(small, layer + 1, j);
          int weight = place(small, layer, i) + 1 + j;
          double change =
              plain[weight]
                  - mu * plain[place(small, layer + 1, j)]
                  - lambda * plain[place(small, layer, i)];
          centred[weight] = change;
          centred[place(small, layer, i)] -= lambda * change;
          centred[place(small, layer + 1, j)] -= mu * change;
        }
      }
    }
    assertEquals(plain.length, centred.length);
    return centred;
  }

  private static double offset(SmallDbm small, int layer, int unit) {
    var block = layer % 2 == 0 ? small.dbm.rbm().visibleOffset() : small.dbm.rbm().hiddenOffset();
    return small.parameters.at(block, 0, small.dbm.first(layer) + unit);
  }

  /** Where a unit's bias is among what is learned; its weights follow. */
  private static int place(SmallDbm small, int layer, int unit) {
    int place = 0;
    for (int below = 0; below < layer; below++) {
      place += small.dbm.units(below) * (1 + small.dbm.units(below + 1));
    }
    boolean top = layer == small.dbm.depth();
    return place + unit * (top ? 1 : 1 + small.dbm.units(layer + 1));
  }
}
